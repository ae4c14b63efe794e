import { afterAll, beforeAll, expect, it } from "vitest";
import { runSmoke } from "../src/flow/runSmoke.ts";
import { faults } from "./faulty/faults.ts";
import { rightServers } from "./faulty/rightServers.ts";
import { smokeBehind } from "./faulty/smokeBehind.ts";
import { forwardAndNote } from "./faulty/startProxy.ts";
import { chooseSize } from "./fullSize.ts";
import { type LiveServer, startLiveServer } from "./startLiveServer.ts";

/** How often the live server must pass. `SMOKE_RUNS=1000` sets another number. */
const runs = Number(process.env.SMOKE_RUNS ?? chooseSize(10, 100));

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer(200 + 2 * runs);
});
afterAll(() => server[Symbol.asyncDispose]());

it(`passes the live server in ${runs} of ${runs} runs`, async () => {
  let passed = 0;
  for (let run = 0; run < runs; run++) passed += (await runSmoke(server.target())).failed === 0 ? 1 : 0;
  console.log(`passed ${passed} of ${runs} runs on the live server`);
  expect(passed).toBe(runs);
}, 120_000);

it("passes the live server behind a proxy that changes nothing", async () => {
  expect(await smokeBehind(server, forwardAndNote, { isStrict: true })).toBe("");
});

it.each(Object.entries(rightServers))("passes a right server that %s", async (_name, answering) => {
  expect(await smokeBehind(server, answering, { isStrict: false })).toBe("");
});

it("passes a server that cannot extend sessions with isCapped, unless it shortens them", async () => {
  const behind = (name: string) => {
    const fault = faults.expiry?.find((one) => one.name === name);
    return smokeBehind(server, fault?.answer ?? forwardAndNote, { isStrict: true, isCapped: true });
  };
  expect(await behind("extend does nothing")).toBe("");
  expect(await behind("extend goes back")).toMatch(/shows a later expiry: expireAt was \d+ and is now \d+/);
});
