import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { startServer } from "@session-api/server";
import { describe, expect, it } from "vitest";
import { startMemoryServer } from "./memoryServer.ts";

const command = fileURLToPath(new URL("../src/command.ts", import.meta.url));

/** Runs the command; `typed` is what somebody types when asked for the code. */
async function sessionSmoke(args: string[], typed = "") {
  const child = spawn(process.execPath, [command, ...args]);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  child.stdin.end(typed);
  const [code] = await once(child, "close");
  return { ...output, code };
}

/** A port that nothing listens on, for a server that has to be told before it can be asked. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

describe("session-smoke", () => {
  it("runs against its own mock by default", async () => {
    const { stdout, code } = await sessionSmoke([]);
    expect(stdout).toContain("smoke: 9 passed, 0 failed, 5 skipped in ");
    expect(code).toBe(0);
  });

  it("runs against our live server and skips nothing", async () => {
    const { stdout, code } = await sessionSmoke(["--target", "server"]);
    expect(stdout).toContain("smoke: 14 passed, 0 failed, 0 skipped in ");
    expect(code).toBe(0);
  });

  it("reads the code from the mail that a server sends it", async () => {
    const port = await freePort();
    await using server = await startServer({ mail: `smtp://127.0.0.1:${port}`, users: [{ email: "me@example.com" }] });
    const args = ["--url", server.url, "--email", "me@example.com", "--code-from", `smtp:${port}`];
    const { stdout, code } = await sessionSmoke(args);
    expect(stdout).toContain("smoke: 14 passed, 0 failed, 0 skipped in ");
    expect(code).toBe(0);
  });

  it("asks for the code and completes the flow against a server that is already there", async () => {
    await using server = await startMemoryServer();
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", "me@example.com"], "012345\n");
    expect(stdout).toContain("the code that was mailed to me@example.com: ");
    expect(stdout).toContain("smoke: 14 passed, 0 failed, 0 skipped in ");
    expect(code).toBe(0);
  });

  it("fails when no code is given", async () => {
    await using server = await startMemoryServer();
    const { stdout, code } = await sessionSmoke(["--url", server.url, "--email", "me@example.com"]);
    expect(stdout).toContain("no code was given");
    expect(code).toBe(1);
  });

  it("never prints the bearer", async () => {
    await using server = await startMemoryServer("close does nothing");
    const { stdout, stderr } = await sessionSmoke(["--url", server.url, "--email", "me@example.com"], "012345\n");
    const [bearer = ""] = server.sessions.keys();
    expect(bearer).not.toBe("");
    expect(stdout + stderr).not.toContain(bearer);
    expect(stdout + stderr).not.toContain("012345");
  });

  it("explains itself", async () => {
    const { stdout, code } = await sessionSmoke(["--help"]);
    expect(stdout).toContain("--code-from");
    expect(code).toBe(0);
  });

  it.each([
    ["an unknown option", ["--uri", "x"]],
    ["a url without an email", ["--url", "http://127.0.0.1:4020"]],
    ["something that is no url", ["--url", "localhost", "--email", "me@example.com"]],
    ["a url of another kind", ["--url", "localhost:4010/api/auth/v2", "--email", "me@example.com"]],
    ["a url with a password", ["--url", "http://me:secret@127.0.0.1:4020", "--email", "me@example.com"]],
    ["a url with a query", ["--url", "http://127.0.0.1:4020/v2?x=1", "--email", "me@example.com"]],
    ["an email without a url", ["--email", "me@example.com"]],
    ["two servers", ["--url", "http://127.0.0.1:4020", "--email", "me@example.com", "--target", "server"]],
    ["a target that it does not know", ["--target", "moon"]],
    ["a source of codes that it does not know", ["--url", "http://x", "--email", "me@x", "--code-from", "pigeon"]],
  ])("refuses %s with exit code 2", async (_what, args) => {
    const { stderr, code } = await sessionSmoke(args);
    expect(stderr).toMatch(/^session-smoke: .+ See session-smoke --help\n$/);
    expect(code).toBe(2);
  });
});
