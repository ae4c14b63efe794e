import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createSessions } from "../../src/state/createSessions.ts";

const folder = mkdtempSync(join(tmpdir(), "session-mock-"));
afterAll(() => rmSync(folder, { recursive: true }));

const published = readFileSync(fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml")), "utf8");

/** Writes a document, and returns its path. */
function write(text: string): string {
  const file = join(folder, "next.yaml");
  writeFileSync(file, text);
  return file;
}

describe("the sessions of another document", () => {
  it("have the fields that it adds, and the statuses that it declares", async () => {
    const text = published
      .replace("alias: johny", "alias: johny\n        kind: standard")
      .replace("current: true", "current: true\n            kind: standard")
      // Only createSession answers with this one.
      .replace('        "202":\n          $ref: "#/components/responses/SessionCreated"\n', "");
    await using mock = await startMock({ state: true, document: write(text) });
    const json = { "content-type": "application/json" };
    const body = JSON.stringify({ email: "ada@example.com" });
    const created = await fetch(`${mock.url}/session`, { method: "POST", headers: json, body });
    expect(created.status).toBe(200);
    const { bearer, verificationCodeID } = await created.json();
    const code = JSON.stringify({ verificationCodeID, code: mock.codeOf("ada@example.com") });
    await fetch(`${mock.url}/session/verification`, { method: "PUT", headers: json, body: code });
    const get = async (path: string) =>
      (await fetch(mock.url + path, { headers: { authorization: `Bearer ${bearer}` } })).json();
    expect(await get("/session")).toMatchObject({ alias: "ada", kind: "standard" });
    expect((await get("/sessions")).sessions).toMatchObject([{ current: true, kind: "standard" }]);
  });

  it("need its six operations", async () => {
    const document = write(published.replace("operationId: extendSession", "operationId: renewSession"));
    await expect(startMock({ state: true, document })).rejects.toThrow(
      /^next\.yaml:\d+ declares no operation "extendSession": it declares createSession, /,
    );
  });
});

describe("the memory of a mock", () => {
  it("keeps the latest 10,000 sessions", () => {
    const sessions = createSessions({}, () => 0);
    const create = () => sessions.create({ email: "ada@example.com", ip: "", userAgent: "" }).bearer;
    const first = create();
    const second = create();
    for (let count = 2; count <= 10_000; count++) create();
    expect([sessions.find(first), sessions.find(second)?.bearer]).toEqual([undefined, second]);
  });
});
