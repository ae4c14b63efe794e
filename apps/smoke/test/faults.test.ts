import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "./faulty/Fault.ts";
import { faults } from "./faulty/faults.ts";
import { smokeBehind } from "./faulty/smokeBehind.ts";
import { type LiveServer, startLiveServer } from "./startLiveServer.ts";

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const all = Object.values(faults).flat();
const found = new Set<Fault>();

async function findFault(fault: Fault, isStrict: boolean): Promise<void> {
  expect(await smokeBehind(server, fault.answer, { isStrict, timeoutMs: fault.timeoutMs })).toMatch(fault.says);
  found.add(fault);
}

// Without `isStrict` smoke expects less, so a fault is harder to find. Faults in our decisions need it.
describe.each(Object.entries(faults))("a server with faulty %s", (_part, ofPart) => {
  it.each(ofPart)("fails, and the failure names the fault: $name", (fault) => findFault(fault, fault.isOurs === true));
});

it("finds every one of at least 186 faults, each with a failure that names it", () => {
  console.log(`found ${found.size} of ${all.length}`);
  expect(all.length).toBeGreaterThanOrEqual(186);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(found.size).toBe(all.length);
});

if (process.env.PROVE === "1") {
  it.each(all.filter(({ isOurs }) => !isOurs))("a strict run fails as well: $name", (fault) => findFault(fault, true));

  it.each(all.filter(({ isOurs }) => isOurs))("a run that is not strict passes: $name", async ({ answer }) => {
    expect(await smokeBehind(server, answer, { isStrict: false })).toBe("");
  });
}
