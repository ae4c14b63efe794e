import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { startMock } from "../src/index.ts";

const command = fileURLToPath(new URL("../src/command.ts", import.meta.url));
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function sessionMock(...args: string[]) {
  const child = spawn(process.execPath, [command, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const ended = once(child, "close").then(([code, signal]) => ({ ...output, code, signal }));
  return { child, ended };
}

describe("session-mock", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("serves until %s, then ends with 0", async (signal) => {
    const { child, ended } = sessionMock("--port", "0");
    const [chunk] = await once(child.stdout, "data");
    const url = /http:\S+/.exec(String(chunk))?.[0] ?? "";
    expect((await fetch(`${url}/session`)).headers.get("x-error-id")).toMatch(/./);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("listens where it is told to, and makes answers up if told to", async () => {
    const { child } = sessionMock("--port", "0", "--host", "::1", "--dynamic");
    const [chunk] = await once(child.stdout, "data");
    const url = /http:\S+/.exec(String(chunk))?.[0] ?? "";
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+\/api\/auth\/v2$/);
    const ask = async () => (await fetch(`${url}/session`, { headers: { authorization: "Bearer any" } })).json();
    expect(await ask()).not.toEqual(await ask());
  });

  it("explains itself", async () => {
    const { stdout, code } = await sessionMock("--help").ended;
    expect(stdout).toContain("--port PORT");
    expect(code).toBe(0);
  });

  it("says in one line that the port is taken", async () => {
    await using mock = await startMock();
    const { port } = new URL(mock.url);
    const { stderr, code } = await sessionMock("--port", port).ended;
    expect(stderr).toMatch(new RegExp(`^session-mock: port ${port} on 127.0.0.1 is taken: .+\n$`));
    expect(code).toBe(1);
  });

  it("says in one line that the document cannot be read", async () => {
    const { stderr, code } = await sessionMock("--document", "/missing.yaml").ended;
    expect(stderr).toMatch(/^session-mock: cannot use \/missing\.yaml: .+\n$/);
    expect(code).toBe(1);
  });

  it.each([
    ["an unknown option", ["--prot", "1"]],
    ["a port that is no number", ["--port", "http"]],
    ["a port that does not exist", ["--port", "65536"]],
    ["a port in another notation", ["--port", "0x10"]],
    ["no port", ["--port", "--dynamic"]],
    ["no host", ["--host", ""]],
  ])("refuses %s and points to its help", async (_what, args) => {
    const { stderr, code } = await sessionMock(...args).ended;
    expect(stderr).toMatch(/^session-mock: .+ See session-mock --help\n$/);
    expect(code).toBe(2);
  });
});
