import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startTestServer, type TestServer } from "../testServer.ts";

let folder: string;
let server: TestServer;
/** The connection of the server, and one that stands for another process. */
let own: DatabaseSync;
let other: DatabaseSync;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "session-server-faults-"));
  const path = join(folder, "sessions.db");
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  server = await startTestServer({ database: `sqlite:${path}`, limits: "off" });
  own = prepare.mock.contexts[0] as DatabaseSync;
  prepare.mockRestore();
  other = new DatabaseSync(path);
});
afterEach(async () => {
  vi.restoreAllMocks();
  other.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = () =>
  other.prepare("SELECT (SELECT count(*) FROM sessions) AS sessions, (SELECT count(*) FROM mails) AS mails").get();
/** Resolves when the server could not begin a transaction, because the database is locked. */
function firstFailedBegin(): Promise<void> {
  const exec = own.exec.bind(own);
  return new Promise((resolve) => {
    vi.spyOn(own, "exec").mockImplementation((sql) => {
      try {
        exec(sql);
      } catch (error) {
        resolve();
        throw error;
      }
    });
  });
}
const create = async () => (await server.api.POST("/session", { body: { email: "john@doe.net" } })).response;

it("answers 500 with both headers while another process locks the database, still reads, and recovers by itself", async () => {
  const { headers } = await server.login();
  const before = rows();
  other.exec("BEGIN IMMEDIATE");
  const creating = create();
  let isRefused = false;
  creating.then(() => {
    isRefused = true;
  });
  const read = await server.api.GET("/session", { headers });
  expect(isRefused, "the server reads while a write waits").toBe(false);
  const refused = await creating;
  other.exec("ROLLBACK");
  expect(refused.status).toBe(500);
  expect(refused.headers.get("x-error")).toBe("internal server error: please contact support if it persists");
  expect(refused.headers.get("x-error-id")).toMatch(/./);
  expect(read.response.status).toBe(200);
  console.log(
    `database locked: create answered ${refused.status}, check answered ${read.response.status} in the meantime`,
  );
  expect(rows()).toEqual(before);
  expect((await create()).status).toBe(202);
});

it("waits while another process writes for a moment, and then succeeds", async () => {
  await server.login();
  other.exec("BEGIN IMMEDIATE");
  const creating = create();
  await firstFailedBegin();
  other.exec("ROLLBACK");
  expect((await creating).status).toBe(202);
});

it("answers 500 and writes nothing when the database is full, and recovers without a restart", async () => {
  await server.login();
  own.exec("PRAGMA max_page_count = 1");
  const refused: Response[] = [];
  // The existing pages have room for a few more rows.
  while (!refused.some(({ status }) => status === 500)) refused.push(await create());
  const before = rows();
  refused.push(...(await Promise.all([create(), create(), create()])));
  expect(refused.slice(-3).map(({ status }) => status)).toEqual([500, 500, 500]);
  expect(refused.at(-1)?.headers.get("x-error-id")).toMatch(/./);
  expect(rows()).toEqual(before);
  console.log(
    `database full: ${refused.slice(-3).map(({ status }) => status)} answered, ${rows()?.sessions} sessions as before`,
  );
  own.exec("PRAGMA max_page_count = 1000000");
  expect((await create()).status).toBe(202);
});

it("answers 500 to all requests of a failed commit, and writes nothing", async () => {
  await server.login();
  const before = rows();
  const exec = own.exec.bind(own);
  vi.spyOn(own, "exec").mockImplementation((sql) => {
    if (sql === "COMMIT") throw new Error("disk I/O error");
    exec(sql);
  });
  const refused = await Promise.all([create(), create(), create()]);
  vi.restoreAllMocks();
  expect(refused.map(({ status }) => status)).toEqual([500, 500, 500]);
  expect(rows()).toEqual(before);
  expect((await create()).status).toBe(202);
});
