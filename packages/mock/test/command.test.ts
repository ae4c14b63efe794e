import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { startMock } from "../src/index.ts";

const command = fileURLToPath(new URL("../src/command.ts", import.meta.url));
const documentPath = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));

/** A busy machine takes seconds to start a process. */
const limit = { timeout: 15_000 };
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

/** Sends the start of a request, and resets the connection. */
async function resetAfter(url: string, request: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {});
  socket.write(request, () => socket.resetAndDestroy());
  await once(socket, "close");
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

  it("listens on another host, and makes responses up", async () => {
    const { child } = sessionMock("--port", "0", "--host", "::1", "--dynamic");
    const [chunk] = await once(child.stdout, "data");
    const url = /http:\S+/.exec(String(chunk))?.[0] ?? "";
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+\/api\/auth\/v2$/);
    const ask = async () => (await fetch(`${url}/session`, { headers: { authorization: "Bearer any" } })).json();
    expect(await ask()).not.toEqual(await ask());
  });

  /** Starts the command, and returns its URL and the lines that it prints. */
  async function serving(...args: string[]) {
    const { child, ended } = sessionMock("--port", "0", ...args);
    const lines: string[] = [];
    createInterface(child.stdout).on("line", (line) => lines.push(line));
    await expect.poll(() => lines.length, limit).toBe(1);
    const url = /http:[^\s"]+/.exec(lines[0] ?? "")?.[0] ?? "";
    return { url, lines, child, ended };
  }
  const bearer = { authorization: "Bearer s3cr3t-bearer-of-a-real-session" };

  it("makes up the same responses in every run, and others with another seed", async () => {
    const first = async (...args: string[]) => {
      const { url } = await serving("--dynamic", ...args);
      const ask = async () => (await fetch(`${url}/session`, { headers: bearer })).text();
      return [await ask(), await ask()];
    };
    const [one, again, other] = await Promise.all([first(), first(), first("--seed", "other")]);
    expect(again).toEqual(one);
    expect(other?.[0]).not.toEqual(one?.[0]);
    expect(one?.[0]).not.toEqual(one?.[1]);
  });

  it("plays a scenario", async () => {
    const { url } = await serving("--scenario", "outage");
    expect((await fetch(`${url}/session`, { headers: bearer })).status).toBe(500);
  });

  it("serves the root too with `--also-at-root`", async () => {
    const { url } = await serving("--also-at-root");
    expect((await fetch(`${new URL(url).origin}/session`, { headers: bearer })).status).toBe(200);
  });

  it("prints a line for each request, with its violations and the line of the document", async () => {
    const { url, lines } = await serving();
    await fetch(`${url}/session`, { headers: bearer });
    await fetch(`${url}/session`);
    await fetch(`${url}/users/${bearer.authorization.slice(7)}`);
    await fetch(`${url}/session`, { headers: { ...bearer, prefer: "code=418" } });
    await expect.poll(() => lines.length, limit).toBe(5);
    expect(lines.slice(1)).toEqual([
      "checkSession  200",
      expect.stringMatching(
        /^checkSession {2}401 {2}header\.authorization must carry a bearer \(openapi\.yaml:\d+ says /,
      ),
      expect.stringMatching(
        /^GET \/\*\*\*\/\*\*\* {2}404 {2}path is not declared: GET \/\*\*\*\/\*\*\* \(openapi\.yaml:\d+ says /,
      ),
      expect.stringMatching(
        /^checkSession {2}400 {2}Prefer cannot be honoured: openapi\.yaml:\d+ declares 200, .+, not 418$/,
      ),
    ]);
    expect(lines.join()).not.toContain("s3cr3t");
  });

  it.each([
    ["CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["Upgrade", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"],
    ["Expect", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n"],
    ["garbage", "garbage\r\n\r\n"],
    [
      "half a body",
      "POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
    ],
  ])("still serves after connections were reset after %s", async (_what, request) => {
    const { url, child, ended } = await serving("--log", "off");
    for (let count = 0; count < 200; count++) await resetAfter(url, request);
    expect((await fetch(`${url}/session`)).status).toBe(401);
    child.kill("SIGTERM");
    // An uncaught error would end the process with 1, and print the error.
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
  });

  it.each([["pretty"], ["json"], ["off"]])(
    "remembers sessions with `--state`, and prints each code: --log %s",
    async (log) => {
      const { url, lines } = await serving("--state", "--log", log);
      const json = { "content-type": "application/json" };
      const send = (method: string, path: string, body: object) =>
        fetch(url + path, { method, headers: json, body: JSON.stringify(body) });
      const created = await (await send("POST", "/session", { email: "ada@example.com" })).json();
      await expect.poll(() => lines.length, limit).toBeGreaterThan(1);
      const [, line = ""] = lines;
      const code = log === "json" ? JSON.parse(line).code : /^code (\d{6}) for ada@example\.com$/.exec(line)?.[1];
      if (log === "json")
        expect(JSON.parse(line)).toMatchObject({ email: "ada@example.com", time: expect.any(String) });
      const { bearer: own, verificationCodeID } = created;
      expect((await send("PUT", "/session/verification", { verificationCodeID, code })).status).toBe(202);
      const checked = await fetch(`${url}/session`, { headers: { authorization: `Bearer ${own}` } });
      expect((await checked.json()).alias).toBe("ada");
      expect(lines.join()).not.toContain(own);
    },
  );

  it("records which parts of the API were used", async () => {
    const folder = await mkdtemp(join(tmpdir(), "session-mock-"));
    const record = join(folder, "session-api.json");
    const { url, child, ended } = await serving("--record", record);
    await fetch(`${url}/session`, { headers: bearer });
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(await readFile(record, "utf8"))).toMatchObject({
      operations: { checkSession: { requests: 1, statuses: { 200: 1 }, fields: ["header.authorization"] } },
    });
    await rm(folder, { recursive: true });
  });

  it("prints only JSON with `--log json`, and no requests with `--log off`", async () => {
    const [json, off] = await Promise.all([serving("--log", "json"), serving("--log", "off")]);
    for (const { url } of [json, off]) await fetch(`${url}/session`);
    await expect.poll(() => json.lines.length, limit).toBe(2);
    expect(json.lines.map((line) => JSON.parse(line))).toMatchObject([
      { message: expect.stringContaining("serves"), url: json.url },
      { operationId: "checkSession", method: "GET", path: "/session", status: 401, violations: [{ rule: "security" }] },
    ]);
    off.child.kill();
    expect((await off.ended).stdout.trim().split("\n")).toHaveLength(1);
  });

  it("reads the document again when it changes, and keeps the old one when the new one is broken", async () => {
    const folder = await mkdtemp(join(tmpdir(), "session-mock-"));
    const document = join(folder, "next.yaml");
    const text = await readFile(documentPath, "utf8");
    await writeFile(document, text);
    const { url, lines } = await serving("--document", document, "--watch");
    const alias = async () => (await (await fetch(`${url}/session`, { headers: bearer })).json()).alias;
    const told = (pattern: RegExp) => expect.poll(() => lines.find((line) => pattern.test(line)), limit);

    await writeFile(document, text.replace("alias: johny", "alias: jane"));
    await told(/read the document again/).toBeTruthy();
    expect(await alias()).toBe("jane");
    await writeFile(document, "openapi: [");
    await told(/keeps the old document: cannot use .+next\.yaml/).toBeTruthy();
    expect(await alias()).toBe("jane");
    await writeFile(document, text.replaceAll("/api/auth/v2", "/api/auth/v3"));
    await told(/read the document again and serves http:.+\/api\/auth\/v3$/).toBeTruthy();
    await rm(folder, { recursive: true });
  });

  it("lets pages of one origin read its responses, or none", async () => {
    const origin = "http://localhost:5173";
    const [one, none] = await Promise.all([serving("--cors", origin), serving("--cors", "off")]);
    const allowed = async (url: string, init: RequestInit) =>
      (await fetch(`${url}/session`, init)).headers.get("access-control-allow-origin");
    const preflight = { method: "OPTIONS", headers: { origin, "access-control-request-method": "GET" } };
    expect([await allowed(one.url, {}), await allowed(one.url, preflight)]).toEqual([origin, origin]);
    expect([await allowed(none.url, {}), await allowed(none.url, preflight)]).toEqual([null, null]);
  });

  it.each(["--help", "-h"])("prints its help: %s", async (option) => {
    const { stdout, code } = await sessionMock(option).ended;
    expect(stdout).toContain("--port PORT");
    expect(code).toBe(0);
  });

  it.each(["--version", "-v"])("prints its version: %s", async (option) => {
    const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
    expect(await sessionMock(option).ended).toMatchObject({ stdout: `${version}\n`, code: 0 });
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
    ["a port that is not a number", ["--port", "http"]],
    ["a port that does not exist", ["--port", "65536"]],
    ["a port in another notation", ["--port", "0x10"]],
    ["no port", ["--port", "--dynamic"]],
    ["no host", ["--host", ""]],
    ["an unknown scenario", ["--scenario", "storm"]],
    ["an unknown log", ["--log", "xml"]],
    ["a watch without a document", ["--watch"]],
    ["a seed without made-up responses", ["--seed", "other"]],
    ["a record without a file", ["--record", ""]],
    ["an origin with a path", ["--cors", "http://localhost:5173/"]],
    ["memory together with made-up responses", ["--state", "--dynamic"]],
  ])("refuses %s and points to its help", async (_what, args) => {
    const { stderr, code } = await sessionMock(...args).ended;
    expect(stderr).toMatch(/^session-mock: .+ See session-mock --help\n$/);
    expect(code).toBe(2);
  });
});
