import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { startMock } from "../src/index.ts";

const headers = { authorization: "Bearer any" };
const document = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));

describe("several mocks in one process", () => {
  it("share no answers, requests, violations or scenario", async () => {
    await using one = await startMock({ scenario: "outage" });
    await using other = await startMock();
    one.on("getSessions", { status: 404 });
    await fetch(`${one.url}/users`);
    const ask = async (url: string) => [
      (await fetch(`${url}/session`, { headers })).status,
      (await fetch(`${url}/sessions`, { headers })).status,
    ];
    expect(await Promise.all([ask(one.url), ask(other.url)])).toEqual([
      [500, 404],
      [200, 200],
    ]);
    one.reset();
    expect([other.requests.length, other.violations.length]).toEqual([2, 0]);
  });

  it("share no seed: each makes up the same responses as alone", async () => {
    const answers = async (seed: string) => {
      await using mock = await startMock({ dynamic: true, seed });
      const all = [];
      for (let turn = 0; turn < 5; turn++) all.push(await (await fetch(`${mock.url}/session`, { headers })).text());
      return all;
    };
    const alone = [await answers("a"), await answers("b")];
    expect(await Promise.all([answers("a"), answers("b")])).toEqual(alone);
    expect(alone[0]).not.toEqual(alone[1]);
  });

  it("begin the made-up responses again after reset", async () => {
    await using mock = await startMock({ dynamic: true });
    const ask = async () => (await fetch(`${mock.url}/session`, { headers })).text();
    const first = await ask();
    expect(await ask()).not.toBe(first);
    mock.reset();
    expect(await ask()).toBe(first);
  });
});

describe("1,000 cycles of start and close", () => {
  it("leak neither memory nor a handle, and free each port", { timeout: 120_000 }, async () => {
    const cycle = async () => {
      const mock = await startMock({ document, watch: () => {} });
      mock.on("getSessions", { status: 404 });
      // A connection of its own, because fetch reuses connections.
      await rawStatus(Number(new URL(mock.url).port));
      await mock.close();
      expect(mock.requests).toHaveLength(1);
      return Number(new URL(mock.url).port);
    };
    for (let warm = 0; warm < 100; warm++) await cycle();
    const before = { bytes: heapBytes(), handles: process.getActiveResourcesInfo().length };
    let port = 0;
    for (let cycles = 0; cycles < 1_000; cycles++) port = await cycle();
    const after = { bytes: heapBytes(), handles: process.getActiveResourcesInfo().length };

    await (await startMock({ port })).close();
    expect(after.handles).toBeLessThanOrEqual(before.handles);
    // A leak of one document a cycle would be 100 MB, of one server 10 MB. Less is noise of the runner.
    expect((after.bytes - before.bytes) / 1_000).toBeLessThan(2_000);
  });
});

function rawStatus(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").on("error", reject);
    socket.once("data", (chunk) => {
      socket.destroy();
      resolve(String(chunk).slice(9, 12));
    });
    const body = '{"email":"john@doe.net"}';
    const head = `POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    socket.write(`${head}\r\n\r\n${body}`);
  });
}

function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
