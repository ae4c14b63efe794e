import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startServer } from "../src/index.ts";
import { type ChildServer, gracefulExitCode, isWindows, sessionServer, startChildServer } from "./childServer.ts";

let folder: string;
let database: string;
const started: ChildServer[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "session-server-command-"));
  database = `sqlite:${join(folder, "data/sessions.db")}`;
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

async function start(...args: string[]) {
  const server = await startChildServer(["--database", database, ...args]);
  started.push(server);
  return server;
}

async function call(
  server: ChildServer,
  method: string,
  path: string,
  { bearer, body }: { bearer?: string; body?: object } = {},
) {
  const headers = {
    ...(bearer && { authorization: `Bearer ${bearer}` }),
    ...(body && { "content-type": "application/json" }),
  };
  const response = await fetch(server.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

async function login(server: ChildServer, email: string): Promise<string> {
  const { body } = await call(server, "POST", "/session", { body: { email } });
  const { bearer, verificationCodeID } = body;
  const code = await server.waitForOutput(new RegExp(`code (\\d{6}) for ${verificationCodeID}\n`));
  await call(server, "PUT", "/session/verification", { body: { verificationCodeID, code } });
  return bearer;
}

describe("session-server", () => {
  it("prints codes that log a user in, and takes other commands while it runs", async () => {
    const run = (...args: string[]) => sessionServer([...args, "--database", database]);
    const added = await run(
      "users",
      "add",
      "john@doe.net",
      "--alias",
      "johny",
      "--full-name",
      "John Doe",
      "--roles",
      "user, admin",
    );
    expect(added).toMatchObject({ code: 0, stdout: "added john@doe.net\n" });
    expect(await run("users", "add", "JOHN@doe.net")).toMatchObject({
      code: 1,
      stderr: "session-server: JOHN@doe.net has an account already\n",
    });
    const server = await start();
    const bearer = await login(server, "john@doe.net");
    const check = () => call(server, "GET", "/session", { bearer });
    expect((await check()).body).toMatchObject({ alias: "johny", fullName: "John Doe", roles: ["user", "admin"] });
    expect((await run("sessions", "list", "john@doe.net")).stdout).toMatch(/^[0-9a-f-]{36}\t127\.0\.0\.1\t/);
    expect((await run("sessions", "close", "john@doe.net")).stdout).toBe("closed 1 sessions of john@doe.net\n");
    expect((await check()).status).toBe(401);

    const second = await login(server, "john@doe.net");
    expect((await run("users", "disable", "john@doe.net")).stdout).toBe(
      "disabled john@doe.net and ended all sessions\n",
    );
    expect((await call(server, "GET", "/session", { bearer: second })).status).toBe(401);
    expect((await run("users", "list")).stdout).toBe("john@doe.net\tjohny\tuser,admin\t\tdisabled\n");
    expect((await run("users", "enable", "john@doe.net")).code).toBe(0);
    expect(await server.stop("SIGTERM")).toBe(gracefulExitCode);
  });

  it("changes roles from the next request of a running server on", async () => {
    await sessionServer(["users", "add", "john@doe.net", "--database", database, "--roles", "user"]);
    const server = await start();
    const bearer = await login(server, "john@doe.net");
    const set = await sessionServer(["users", "set", "john@doe.net", "--roles", "admin,user", "--database", database]);
    expect(set.stdout).toBe("changed john@doe.net\n");
    const { body } = await call(server, "GET", "/session", { bearer });
    expect(body).toMatchObject({ roles: ["admin", "user"], alias: "john" });
  });

  it("runs its other commands in production in spite of wrong settings of the server", async () => {
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const env = { NODE_ENV: "production", SESSION_SERVER_PORT: "http" };
    expect(await sessionServer(["users", "disable", "john@doe.net", "--database", database], env)).toMatchObject({
      code: 0,
    });
  });

  it("does not create a database that it should read", async () => {
    const { stderr, code } = await sessionServer(["users", "list", "--database", database]);
    expect(stderr).toMatch(/^session-server: there is no database .+: give the right one with --database\n$/);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("refuses another kind of database without repeating the password", async () => {
    const { stderr } = await sessionServer(["--database", "postgres://me:p4ss@db.example/sessions"]);
    expect(stderr).toContain("--database must be sqlite:path/to/file.db or sqlite::memory:");
    expect(stderr).not.toContain("p4ss");
  });

  // Windows has no mode of a file.
  it.skipIf(isWindows)("warns when other users can read its keys", async () => {
    const path = join(folder, "keys");
    await sessionServer(["keys", "new", "--keys-file", path]);
    chmodSync(path, 0o644);
    const server = await start("--keys-file", path);
    expect(server.output()).toContain(`other users can read ${path}`);
  });

  it("does not start the API when its ops port is in use", async () => {
    const first = await start("--ops-port", "0");
    const port = await first.waitForOutput(/http:\S+:(\d+)\/livez/);
    const second = await sessionServer(["--port", "0", "--database", "sqlite::memory:", "--ops-port", port]);
    expect(second).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`cannot listen on ops port ${port}: EADDRINUSE`),
    });
  });

  it("keeps sessions across a restart", async () => {
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const first = await start();
    const bearer = await login(first, "john@doe.net");
    expect(await first.stop("SIGINT")).toBe(gracefulExitCode);
    expect((await call(await start(), "GET", "/session", { bearer })).status).toBe(200);
  });

  it("logs the error id of a response, and the events of sessions", async () => {
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const server = await start();
    const { headers } = await call(server, "GET", "/session");
    const guess = { verificationCodeID: "unknown", code: "000000" };
    const refused = await call(server, "PUT", "/session/verification", { body: guess });
    await login(server, "john@doe.net");
    await server.waitForOutput(/"event":"verified".*\n/);
    const lines = server
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
    expect(lines.find(({ errorId }) => errorId === headers.get("x-error-id"))).toMatchObject({
      operationId: "checkSession",
      status: 401,
    });
    expect(lines.filter(({ audit }) => audit).map(({ event }) => event)).toEqual([
      "refused code",
      "created",
      "verified",
    ]);
    expect(lines.find(({ event }) => event === "refused code")).toMatchObject({
      errorId: refused.headers.get("x-error-id"),
      ip: "127.0.0.1",
    });
    expect(lines.find(({ event }) => event === "verified")).toMatchObject({
      ip: "127.0.0.1",
      sessionID: expect.any(String),
      userID: expect.any(String),
    });
  });

  it("shows operators that it is alive and ready, and counts its responses", async () => {
    const server = await start("--ops-port", "0");
    const ops = await server.waitForOutput(/http:\S+(?=\/livez)/);
    const page = async (path: string) => (await fetch(`${ops}${path}`)).text();
    await call(server, "GET", "/sessions");
    expect([await page("/livez"), await page("/readyz")]).toEqual(["ok\n", "ok\n"]);
    expect(await page("/metrics")).toContain(
      `session_server_response_seconds_count{operationId="getSessions",status="401"} 1`,
    );
    expect((await fetch(`${ops}/other`)).status).toBe(404);
  });

  it("lists every mistake at once", async () => {
    const mistakes = await sessionServer(
      ["--port", "http", "--limits", "off", "--host", "0.0.0.0", "--trust-proxy", "proxy"],
      { SESSION_SERVER_CODE_DIGITS: "5" },
    );
    expect(mistakes.code).toBe(2);
    expect(mistakes.stderr.split("\n")).toEqual([
      "session-server: --port must be a whole number from 0 to 65535",
      "session-server: --trust-proxy must be addresses or CIDR ranges, separated by commas",
      "session-server: SESSION_SERVER_CODE_DIGITS must be a whole number from 6 to 10",
      "session-server: --limits off needs a loopback address: other machines can reach --host 0.0.0.0",
      "session-server: --mail console prints codes and needs a loopback address: with --host 0.0.0.0, give --mail smtp://…",
      "See session-server --help",
      "",
    ]);
  });

  it("refuses the same settings when it is started from code", async () => {
    await expect(startServer({ host: "0.0.0.0", limits: "off" })).rejects.toThrow(
      "--limits off needs a loopback address",
    );
    await expect(startServer({ host: "0.0.0.0", mail: "console" })).rejects.toThrow("--mail console prints codes");
    await expect(startServer({ codeDigits: 4 })).rejects.toThrow("--code-digits must be a whole number from 6 to 10");
    await expect(startServer({ sessionLifetimeSeconds: -1 })).rejects.toThrow("must be positive");
  });

  it("does not repeat a password that it cannot use", async () => {
    const { stderr } = await sessionServer(["--mail", "http://user:p4ss@mail.example"]);
    expect(stderr).toContain("--mail must be console or smtp://user:password@host:port");
    expect(stderr).not.toContain("p4ss");
  });

  it("requires a mail server and keys in production, and names the command to type", async () => {
    const production = { NODE_ENV: "production" };
    expect((await sessionServer([], production)).stderr).toContain("--mail console is not for production");
    const withoutKeys = await sessionServer(["--mail", "smtp://127.0.0.1:25", "--database", database], production);
    expect(withoutKeys).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("type `session-server keys new --keys-file keys`"),
    });
  });

  it("creates keys that only their owner can read, newest first", async () => {
    const path = join(folder, "keys");
    for (let count = 0; count < 2; count++)
      expect((await sessionServer(["keys", "new", "--keys-file", path])).code).toBe(0);
    // Windows has no mode of a file.
    if (!isWindows) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8")).toMatch(/^(\d{4}-\d\d-\d\d-[0-9a-f]{6} [\w-]{43}\n){2}$/);
    expect((await sessionServer(["keys", "new"])).stdout).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{6} [\w-]{43}\n$/);
  });

  it("reports a port that is in use in one line", async () => {
    const { port } = new URL((await start()).url);
    const { stderr, code } = await sessionServer([
      "--port",
      port,
      "--database",
      "sqlite::memory:",
      "--log-level",
      "silent",
    ]);
    expect(stderr).toBe(
      `session-server: port ${port} on 127.0.0.1 is in use: stop the program that listens on it, or choose another port\n`,
    );
    expect(code).toBe(1);
  });

  it.each([
    ["an unknown command", ["users", "rename"], "unknown command: users rename"],
    ["an unknown option", ["--prot", "1"], "Unknown option '--prot'"],
    ["a missing email", ["users", "add"], "users add needs an email"],
    ["an email without an account", ["users", "disable", "unknown@doe.net"], "unknown@doe.net has no account"],
    ["an invalid email", ["users", "add", "john"], "the API does not accept this email address"],
    ["a surplus argument", ["users", "list", "john@doe.net"], "unexpected argument: john@doe.net"],
    ["a command that every object has as a property", ["toString"], "unknown command: toString"],
  ])("explains %s", async (_what, args, message) => {
    const { stderr, code } = await sessionServer([...args, "--database", "sqlite::memory:"]);
    expect(stderr).toContain(message);
    expect(code).toBeGreaterThan(0);
  });

  it("prints its help", async () => {
    const { stdout, code } = await sessionServer(["--help"]);
    expect(stdout).toContain("session-server users add EMAIL");
    expect(code).toBe(0);
  });
});
