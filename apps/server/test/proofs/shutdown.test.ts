import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sessionServer, startChildServer } from "../childServer.ts";

const connections = 20;

/** Calls on one connection until the server asks to close it. Counts answers, and what was sent and never answered. */
async function callUntilClosed(url: string, counts: { answered: number; failed: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let isOpen = true; isOpen; ) {
    isOpen = await new Promise<boolean>((resolve) => {
      const body = JSON.stringify({ email: "john@doe.net" });
      const call = request(
        `${url}/session`,
        { agent, method: "POST", headers: { "content-type": "application/json" } },
        (response) => {
          if (response.statusCode === 202) counts.answered += 1;
          else counts.failed += 1;
          response.resume().on("end", () => resolve(response.headers.connection !== "close"));
        },
      );
      call.on("error", () => {
        counts.failed += 1;
        resolve(false);
      });
      call.end(body);
    });
  }
  agent.destroy();
}

it("answers every accepted request when it is told to end under load, and ends with 0", async () => {
  const folder = mkdtempSync(join(tmpdir(), "session-server-shutdown-"));
  try {
    const database = `sqlite:${join(folder, "sessions.db")}`;
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const server = await startChildServer([
      "--database",
      database,
      "--limits",
      "off",
      "--log-level",
      "silent",
      "--ops-port",
      "0",
    ]);
    const ops = /http:\S+(?=\/livez)/.exec(server.output())?.[0];
    const ready = async () => (await fetch(`${ops}/readyz`)).status;
    expect(await ready()).toBe(200);
    const counts = { answered: 0, failed: 0 };
    // One that sends nothing, and one that never ends: neither may hold up the end.
    const { port } = new URL(server.url);
    const silent = [connect(Number(port), "127.0.0.1"), connect(Number(port), "127.0.0.1")];
    for (const socket of silent) socket.on("error", () => {});
    silent[1]?.write("POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
    const load = Promise.all(Array.from({ length: connections }, () => callUntilClosed(server.url, counts)));
    await expect.poll(() => counts.answered).toBeGreaterThan(200);
    const begin = performance.now();
    const ended = server.stop("SIGTERM");
    await expect.poll(ready, { interval: 20 }).toBe(503);
    await load;
    expect(await ended).toBe(0);
    const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
    console.log(
      `SIGTERM under load: ${counts.answered} requests answered, ${counts.failed} failed, ended after ${seconds} s`,
    );
    expect(counts.failed).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
