import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isWindows, sessionServer, startChildServer } from "../childServer.ts";

const connections = 20;

interface Load {
  answered: number;
  failed: number;
  /** Called after each 202. */
  onAnswered(): void;
}

/** Sends requests on one connection until the server asks to close it. */
async function callUntilClosed(url: string, load: Load) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let isOpen = true; isOpen; ) {
    isOpen = await new Promise<boolean>((resolve) => {
      const body = JSON.stringify({ email: "john@doe.net" });
      const call = request(
        `${url}/session`,
        { agent, method: "POST", headers: { "content-type": "application/json" } },
        (response) => {
          if (response.statusCode === 202) {
            load.answered += 1;
            load.onAnswered();
          } else load.failed += 1;
          response.resume().on("end", () => resolve(response.headers.connection !== "close"));
        },
      );
      call.on("error", () => {
        load.failed += 1;
        resolve(false);
      });
      call.end(body);
    });
  }
  agent.destroy();
}

// On Windows a signal ends a process at once.
it.skipIf(isWindows)("answers every accepted request when SIGTERM arrives under load, and exits with 0", async () => {
  const folder = mkdtempSync(join(tmpdir(), "session-server-shutdown-"));
  try {
    const database = `sqlite:${join(folder, "sessions.db")}`;
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const args = ["--database", database, "--limits", "off", "--log-level", "silent", "--ops-port", "0"];
    const server = await startChildServer(args);
    const ops = await server.waitForOutput(/http:\S+(?=\/livez)/);
    const fetchReadyStatus = async () => (await fetch(`${ops}/readyz`)).status;
    expect(await fetchReadyStatus()).toBe(200);
    // One connection that sends nothing, and one whose request never ends: neither may delay the exit.
    const { port } = new URL(server.url);
    const silent = [connect(Number(port), "127.0.0.1"), connect(Number(port), "127.0.0.1")];
    for (const socket of silent) socket.on("error", () => {});
    silent[1]?.write("POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
    const underLoad = Promise.withResolvers<void>();
    const load: Load = {
      answered: 0,
      failed: 0,
      onAnswered: () => load.answered > 200 && underLoad.resolve(),
    };
    const callers = Promise.all(Array.from({ length: connections }, () => callUntilClosed(server.url, load)));
    await underLoad.promise;
    const begin = performance.now();
    const exited = server.stop("SIGTERM");
    let readyStatus = 200;
    while (readyStatus === 200) readyStatus = await fetchReadyStatus();
    expect(readyStatus).toBe(503);
    await callers;
    expect(await exited).toBe(0);
    const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
    console.log(
      `SIGTERM under load: ${load.answered} requests answered, ${load.failed} failed, ended after ${seconds} s`,
    );
    expect(load.failed).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
