import { afterAll, beforeAll, expect, it } from "vitest";
import { runSmoke } from "../src/flow/runSmoke.ts";
import { faults } from "./faulty/faults.ts";
import { rightServers } from "./faulty/rightServers.ts";
import { smokeBehind } from "./faulty/smokeBehind.ts";
import { forwardAndNote } from "./faulty/startProxy.ts";
import { startTrueServer, type TrueServer } from "./trueServer.ts";

/** How often the true server must pass. `SMOKE_RUNS=1000` asks for more. */
const trueRuns = Number(process.env.SMOKE_RUNS ?? 100);

let server: TrueServer;
beforeAll(async () => {
  server = await startTrueServer(200 + 2 * trueRuns);
});
afterAll(() => server[Symbol.asyncDispose]());

it(`passes the true server in ${trueRuns} of ${trueRuns} runs`, async () => {
  let passed = 0;
  for (let run = 0; run < trueRuns; run++) passed += (await runSmoke(server.target())).failed === 0 ? 1 : 0;
  console.log(`passed ${passed} of ${trueRuns} runs on the true server`);
  expect(passed).toBe(trueRuns);
}, 120_000);

it("passes the true server behind a proxy that changes nothing", async () => {
  expect(await smokeBehind(server, forwardAndNote, { isStrict: true })).toBe("");
});

it.each(Object.entries(rightServers))("passes a right server that %s", async (_name, answering) => {
  expect(await smokeBehind(server, answering, { isStrict: false })).toBe("");
});

it("passes a server whose sessions cannot be extended if it is told so, unless they get shorter", async () => {
  const behind = (name: string) => {
    const fault = faults.expiry?.find((one) => one.name === name);
    return smokeBehind(server, fault?.answer ?? forwardAndNote, { isStrict: true, isCapped: true });
  };
  expect(await behind("extend does nothing")).toBe("");
  expect(await behind("extend goes back")).toMatch(/shows a later expiry: expireAt was \d+ and is now \d+/);
});
