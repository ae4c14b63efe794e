import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, it, vi } from "vitest";
import { openStore } from "../../src/store/openStore.ts";
import { jane, john, startTestServer, type TestServer } from "../testServer.ts";

afterEach(() => vi.restoreAllMocks());

/** Counts each statement that runs, by its SQL, and emits "run" with the SQL. */
function countStatements() {
  const counts = new Map<string, number>();
  const events = new EventEmitter();
  const prepare = DatabaseSync.prototype.prepare;
  vi.spyOn(DatabaseSync.prototype, "prepare").mockImplementation(function (this: DatabaseSync, sql: string) {
    const statement = prepare.call(this, sql);
    for (const method of ["run", "get", "all"] as const) {
      const original = statement[method].bind(statement) as (...values: unknown[]) => never;
      statement[method] = (...values: unknown[]) => {
        counts.set(sql, (counts.get(sql) ?? 0) + 1);
        const result = original(...values);
        events.emit("run", sql);
        return result;
      };
    }
    return statement;
  });
  return { counts, events };
}

/** Replaces random values and times by placeholders. */
function generalise(text: string): string {
  return text
    .replace(/"bearer":"[\w-]{64}"/, `"bearer":"64"`)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "uuid")
    .replace(/"expireAt":\d{10}/, `"expireAt":10`);
}

async function collectResponses(server: TestServer, email: string): Promise<string[]> {
  const responses: string[] = [];
  const send = async (method: string, path: string, body: object) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const headers = [...response.headers].filter(([name]) => name !== "date");
    responses.push(generalise(`${response.status} ${JSON.stringify(headers)} ${text}`));
    return text ? JSON.parse(text) : {};
  };
  const { verificationCodeID } = await send("POST", "/session", { email });
  for (let tries = 0; tries < 6; tries++)
    await send("PUT", "/session/verification", { verificationCodeID, code: "no code" });
  await send("POST", "/session", { email });
  return responses;
}

it("answers a known, an unknown and a disabled email with the same bytes, after the same statements", async () => {
  const { counts, events } = countStatements();
  const folder = mkdtempSync(join(tmpdir(), "session-server-enumeration-"));
  const database = `sqlite:${join(folder, "sessions.db")}`;
  await using server = await startTestServer({ database });
  const operator = openStore(database);
  await operator.setUserDisabled(jane.email, true);
  await operator.close();
  const runs = [];
  for (const email of [john.email, "unknown@doe.net", jane.email]) {
    counts.clear();
    // The outbox works at its own pace, so the test waits until the mail has left it.
    const mailRemoved = new Promise<void>((resolve) => {
      events.on("run", (sql: string) => sql.startsWith("DELETE FROM mails") && resolve());
    });
    const responses = await collectResponses(server, email);
    await mailRemoved;
    expect([...counts].find(([sql]) => sql.startsWith("DELETE FROM mails"))?.[1]).toBe(1);
    runs.push({
      responses,
      statements: Object.fromEntries([...counts].filter(([sql]) => !/next_at/.test(sql)).sort()),
    });
  }
  const total = Object.values(runs[0]?.statements ?? {}).reduce((sum, count) => sum + count, 0);
  console.log(
    `known, unknown and disabled email: ${runs[0]?.responses.length} responses and ${total} statements alike`,
  );
  expect(total).toBeGreaterThan(50);
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]).toEqual(runs[0]);
  rmSync(folder, { recursive: true, force: true });
});
