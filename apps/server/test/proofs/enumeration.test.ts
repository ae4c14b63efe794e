import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, it, vi } from "vitest";
import { openStore } from "../../src/store/openStore.ts";
import { jane, john, startTestServer, type TestServer } from "../testServer.ts";

afterEach(() => vi.restoreAllMocks());

/** Counts each statement that runs, by its SQL. */
function countStatements(): Map<string, number> {
  const counts = new Map<string, number>();
  const prepare = DatabaseSync.prototype.prepare;
  vi.spyOn(DatabaseSync.prototype, "prepare").mockImplementation(function (this: DatabaseSync, sql: string) {
    const statement = prepare.call(this, sql);
    for (const method of ["run", "get", "all"] as const) {
      const original = statement[method].bind(statement) as (...values: unknown[]) => never;
      statement[method] = (...values: unknown[]) => {
        counts.set(sql, (counts.get(sql) ?? 0) + 1);
        return original(...values);
      };
    }
    return statement;
  });
  return counts;
}

/** The answer with whatever is random or a time replaced by its form. */
function formOf(text: string): string {
  return text
    .replace(/"bearer":"[\w-]{64}"/, `"bearer":"64"`)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "uuid")
    .replace(/"expireAt":\d{10}/, `"expireAt":10`);
}

async function answersFor(server: TestServer, email: string): Promise<string[]> {
  const answers: string[] = [];
  const ask = async (method: string, path: string, body: object) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const headers = [...response.headers].filter(([name]) => name !== "date");
    answers.push(formOf(`${response.status} ${JSON.stringify(headers)} ${text}`));
    return text ? JSON.parse(text) : {};
  };
  const { verificationCodeID } = await ask("POST", "/session", { email });
  for (let tries = 0; tries < 6; tries++)
    await ask("PUT", "/session/verification", { verificationCodeID, code: "no code" });
  await ask("POST", "/session", { email });
  return answers;
}

it("answers a known, an unknown and a disabled email with the same bytes, after the same statements", async () => {
  const counts = countStatements();
  const folder = mkdtempSync(join(tmpdir(), "session-server-enumeration-"));
  const database = `sqlite:${join(folder, "sessions.db")}`;
  await using server = await startTestServer({ database });
  const operator = openStore(database);
  await operator.setUserDisabled(jane.email, true);
  await operator.close();
  const runs = [];
  for (const email of [john.email, "nobody@doe.net", jane.email]) {
    // The outbox works when it likes; what it does is counted until it is idle.
    counts.clear();
    const answers = await answersFor(server, email);
    await expect.poll(() => [...counts].find(([sql]) => sql.startsWith("DELETE FROM mails"))?.[1] ?? 0).toBe(1);
    runs.push({ answers, statements: Object.fromEntries([...counts].filter(([sql]) => !/next_at/.test(sql)).sort()) });
  }
  const total = Object.values(runs[0]?.statements ?? {}).reduce((sum, count) => sum + count, 0);
  console.log(`known, unknown and disabled email: ${runs[0]?.answers.length} answers and ${total} statements alike`);
  expect(total).toBeGreaterThan(50);
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]).toEqual(runs[0]);
  rmSync(folder, { recursive: true, force: true });
});
