import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startServer } from "../src/index.ts";
import { type ChildServer, sessionServer, startChildServer } from "./childServer.ts";

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
  const find = () => new RegExp(`code (\\d{6}) for ${body.verificationCodeID}\n`).exec(server.output())?.[1];
  await expect.poll(find).toBeTruthy();
  await call(server, "PUT", "/session/verification", {
    body: { verificationCodeID: body.verificationCodeID, code: find() },
  });
  return body.bearer;
}

describe("session-server", () => {
  it("logs a user in with a code from its output, and obeys the other commands while it runs", async () => {
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
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  it("changes roles for the next request of a running server", async () => {
    await sessionServer(["users", "add", "john@doe.net", "--database", database, "--roles", "user"]);
    const server = await start();
    const bearer = await login(server, "john@doe.net");
    const set = await sessionServer(["users", "set", "john@doe.net", "--roles", "admin,user", "--database", database]);
    expect(set.stdout).toBe("changed john@doe.net\n");
    const { body } = await call(server, "GET", "/session", { bearer });
    expect(body).toMatchObject({ roles: ["admin", "user"], alias: "john" });
  });

  it("runs its other commands in production, whatever else is set wrongly", async () => {
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const env = { NODE_ENV: "production", SESSION_SERVER_PORT: "http" };
    expect(await sessionServer(["users", "disable", "john@doe.net", "--database", database], env)).toMatchObject({
      code: 0,
    });
  });

  it("creates no database where one is looked for", async () => {
    const { stderr, code } = await sessionServer(["users", "list", "--database", database]);
    expect(stderr).toMatch(/^session-server: there is no database .+: give its --database\n$/);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("refuses another kind of database without repeating its password", async () => {
    const { stderr } = await sessionServer(["--database", "postgres://me:p4ss@db.example/sessions"]);
    expect(stderr).toContain("--database wants sqlite:path/to/file.db or sqlite::memory:");
    expect(stderr).not.toContain("p4ss");
  });

  it("says when others can read its keys", async () => {
    const path = join(folder, "keys");
    await sessionServer(["keys", "new", "--keys-file", path]);
    chmodSync(path, 0o644);
    const server = await start("--keys-file", path);
    expect(server.output()).toContain(`${path} can be read by others`);
  });

  it("starts no API when its ops port is taken", async () => {
    const first = await start("--ops-port", "0");
    const port = /http:\S+:(\d+)\/livez/.exec(first.output())?.[1] ?? "";
    const second = await sessionServer(["--port", "0", "--database", "sqlite::memory:", "--ops-port", port]);
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining(`no ops port ${port}: EADDRINUSE`) });
  });

  it("keeps sessions over a restart", async () => {
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const first = await start();
    const bearer = await login(first, "john@doe.net");
    expect(await first.stop("SIGINT")).toBe(0);
    expect((await call(await start(), "GET", "/session", { bearer })).status).toBe(200);
  });

  it("logs the error id of an answer, and audits what happens", async () => {
    await sessionServer(["users", "add", "john@doe.net", "--database", database]);
    const server = await start();
    const { headers } = await call(server, "GET", "/session");
    const guess = { verificationCodeID: "unknown", code: "000000" };
    const refused = await call(server, "PUT", "/session/verification", { body: guess });
    await login(server, "john@doe.net");
    await expect.poll(() => server.output()).toContain('"event":"verified"');
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

  it("shows operators that it lives, that it is ready, and what it answered", async () => {
    const server = await start("--ops-port", "0");
    const ops = /http:\S+(?=\/livez)/.exec(server.output())?.[0];
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
      "session-server: --port wants a whole number from 0 to 65535",
      "session-server: --trust-proxy wants addresses or CIDR ranges, separated by commas",
      "session-server: SESSION_SERVER_CODE_DIGITS wants a whole number from 6 to 10",
      "session-server: --limits off is for this machine alone: --host 0.0.0.0 can be reached from others",
      "session-server: --mail console shows codes to whoever reads the output: with --host 0.0.0.0, give --mail smtp://…",
      "See session-server --help",
      "",
    ]);
  });

  it("starts no library server that would be as careless", async () => {
    await expect(startServer({ host: "0.0.0.0", limits: "off" })).rejects.toThrow(
      "--limits off is for this machine alone",
    );
    await expect(startServer({ host: "0.0.0.0", mail: "console" })).rejects.toThrow("--mail console shows codes");
    await expect(startServer({ codeDigits: 4 })).rejects.toThrow("--code-digits is not from 6 to 10");
    await expect(startServer({ sessionLifetimeSeconds: -1 })).rejects.toThrow("is not positive");
  });

  it("never repeats a password that it cannot use", async () => {
    const { stderr } = await sessionServer(["--mail", "http://user:p4ss@mail.example"]);
    expect(stderr).toContain("--mail wants console or smtp://user:password@host:port");
    expect(stderr).not.toContain("p4ss");
  });

  it("demands a mail server and keys in production, and says what to type", async () => {
    const production = { NODE_ENV: "production" };
    expect((await sessionServer([], production)).stderr).toContain("--mail console is not for production");
    const withoutKeys = await sessionServer(["--mail", "smtp://127.0.0.1:25", "--database", database], production);
    expect(withoutKeys).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("type `session-server keys new --keys-file keys`"),
    });
  });

  it("makes keys that only their owner can read, newest first", async () => {
    const path = join(folder, "keys");
    for (let count = 0; count < 2; count++)
      expect((await sessionServer(["keys", "new", "--keys-file", path])).code).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8")).toMatch(/^(\d{4}-\d\d-\d\d-[0-9a-f]{6} [\w-]{43}\n){2}$/);
    expect((await sessionServer(["keys", "new"])).stdout).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{6} [\w-]{43}\n$/);
  });

  it("says in one line that its port is taken", async () => {
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
      `session-server: port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another port\n`,
    );
    expect(code).toBe(1);
  });

  it.each([
    ["an unknown command", ["users", "rename"], "unknown command: users rename"],
    ["an unknown option", ["--prot", "1"], "Unknown option '--prot'"],
    ["a missing email", ["users", "add"], "users add wants an email"],
    ["somebody without an account", ["users", "disable", "nobody@doe.net"], "nobody@doe.net has no account"],
    ["something that is no email", ["users", "add", "nobody"], "the API takes no such email address"],
    ["a word too many", ["users", "list", "john@doe.net"], "unexpected argument: john@doe.net"],
    ["a property of every object", ["toString"], "unknown command: toString"],
  ])("explains %s", async (_what, args, message) => {
    const { stderr, code } = await sessionServer([...args, "--database", "sqlite::memory:"]);
    expect(stderr).toContain(message);
    expect(code).toBeGreaterThan(0);
  });

  it("explains itself", async () => {
    const { stdout, code } = await sessionServer(["--help"]);
    expect(stdout).toContain("session-server users add EMAIL");
    expect(code).toBe(0);
  });
});
