import dns from "node:dns";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { gracefulExitCode, startChildServer } from "./childServer.ts";
import { startTestServer } from "./testServer.ts";

describe("a connection", () => {
  it.each([
    ["CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["Upgrade", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"],
    ["Expect", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n"],
    ["garbage", "garbage\r\n\r\n"],
    [
      "half a body",
      "POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
    ],
  ])("that is reset after %s does not stop the server", async (_what, request) => {
    const child = await startChildServer(["--database", "sqlite::memory:"]);
    try {
      for (let count = 0; count < 200; count++) await resetAfter(child.url, request);
      expect((await fetch(`${child.url}/session`)).status).toBe(401);
    } finally {
      await child.stop("SIGTERM");
    }
    // The log of an uncaught error names it, and the exit code is 1.
    expect([child.process.exitCode, child.output()]).toEqual([
      gracefulExitCode,
      expect.not.stringContaining("ECONNRESET"),
    ]);
  });

  it("that a client leaves open after CONNECT does not delay close", async () => {
    await using own = await startTestServer();
    const socket = connect({ port: Number(new URL(own.url).port), host: "127.0.0.1", allowHalfOpen: true });
    socket.on("error", () => {}).write("CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "data");
    await own.close();
    socket.destroy();
  });

  it("is accepted on one address where localhost has two", async () => {
    const addresses = [
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ];
    const resolve = (host: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, host === "::1" ? addresses.slice(1) : addresses);
    const lookup = vi.spyOn(dns, "lookup").mockImplementation(resolve as typeof dns.lookup);
    await using own = await startTestServer({ host: "localhost" });
    lookup.mockRestore();
    const { port, hostname } = new URL(own.url);
    const other = hostname === "127.0.0.1" ? "[::1]" : "127.0.0.1";
    await expect(fetch(`http://${other}:${port}/`)).rejects.toThrow("fetch failed");
  });
});

async function resetAfter(url: string, request: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {});
  socket.write(request, () => socket.resetAndDestroy());
  await once(socket, "close");
}
