import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "./faulty/Fault.ts";
import { faults } from "./faulty/faults.ts";
import { smokeBehind } from "./faulty/smokeBehind.ts";
import { startTrueServer, type TrueServer } from "./trueServer.ts";

let server: TrueServer;
beforeAll(async () => {
  server = await startTrueServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const all = Object.values(faults).flat();
const killed = new Set<Fault>();

describe.each(Object.entries(faults))("a server with wrong %s", (_class, those) => {
  it.each(those)("is convicted and its fault is named: $name", async (fault) => {
    expect(await smokeBehind(server, fault.answer, { isStrict: true, timeoutMs: fault.timeoutMs })).toMatch(fault.says);
    killed.add(fault);
  });
});

it("kills every one of at least 60 faults, each with a message that names it", () => {
  console.log(`killed ${killed.size} of ${all.length}`);
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(killed.size).toBe(all.length);
});

describe("without --strict", () => {
  it.each(all.filter(({ isOurs }) => !isOurs))("still convicts what contradicts the page: $name", async (fault) => {
    expect(await smokeBehind(server, fault.answer, { isStrict: false, timeoutMs: fault.timeoutMs })).toMatch(
      fault.says,
    );
  });

  it.each(all.filter(({ isOurs }) => isOurs))("leaves alone what the page allows: $name", async ({ answer }) => {
    expect(await smokeBehind(server, answer, { isStrict: false })).toBe("");
  });
});
