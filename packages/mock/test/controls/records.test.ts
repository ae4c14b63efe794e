import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, expectTypeOf } from "vitest";
import { createRecords } from "../../src/controls/createRecords.ts";
import { startMock } from "../../src/index.ts";
import type { MockFixtures } from "../../src/vitest.ts";
import { bearer, it, type Requests } from "../fixture.ts";

const documentPath = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));
const source = (await readFile(documentPath, "utf8")).split("\n");

describe("requests", () => {
  it("lists operation, parameters and body, and keeps the zeros of a code", async ({ mock, api }) => {
    await api.PUT("/session/verification", { body: { verificationCodeID: "any", code: "012345" } });
    await api.DELETE("/session/{id}", { params: { path: { id: "a b" } } });
    expect(mock.requests).toMatchObject([
      { operationId: "verifySession", body: { verificationCodeID: "any", code: "012345" } },
      { operationId: "closeSession", parameters: { path: { id: "a b" }, query: {} }, body: undefined },
    ]);
  });

  it("lists a request with an unreadable body, without the body", async ({ mock, create }) => {
    await create("{");
    expect(mock.requests).toMatchObject([{ operationId: "createSession", body: undefined }]);
  });

  it("types the body by the operation", ({ mock }) => {
    for (const { operationId, body } of mock.requests)
      if (operationId === "createSession") expectTypeOf(body.email).toEqualTypeOf<string>();
  });

  it("is empty after reset", async ({ mock, check }) => {
    await check();
    const { requests } = mock;
    mock.reset();
    expect(requests).toEqual([]);
  });

  it("keeps the latest 1,000", async () => {
    const records = createRecords();
    const parameters = { path: {}, query: {}, header: {} };
    for (let body = 1; body <= 1_001; body++) records.addRequest({ operationId: "createSession", parameters, body });
    expect([records.requests.length, records.requests[0]?.body]).toEqual([1_000, 2]);
  });
});

type Fixture = MockFixtures & Requests;

describe("violations", () => {
  const cases: [string, (fixture: Pick<Fixture, "mock" | "create">) => Promise<unknown>, object, string][] = [
    ["a missing field", ({ create }) => create({}), { field: "body.email", rule: "required" }, "required: [email]"],
    ["a wrong type", ({ create }) => create({ email: 7 }), { field: "body.email", rule: "type" }, "type: string"],
    [
      "a wrong format",
      ({ create }) => create({ email: "john" }),
      { field: "body.email", rule: "format" },
      "format: email",
    ],
    [
      "no body",
      ({ mock }) => fetch(`${mock.url}/session`, { method: "POST" }),
      { field: "body", rule: "required" },
      "required: true",
    ],
    ["malformed JSON", ({ create }) => create("{"), { field: "body", rule: "json" }, "CreateSession:"],
    [
      "another content type",
      ({ mock }) => fetch(`${mock.url}/session`, { method: "POST", body: "{}" }),
      { field: "header.content-type", rule: "content-type" },
      "content:",
    ],
    [
      "no bearer",
      ({ mock }) => fetch(`${mock.url}/session`),
      { field: "header.authorization", rule: "security" },
      "security:",
    ],
    [
      "a body where none is declared",
      ({ mock }) => fetch(`${mock.url}/session/extend`, { method: "PUT", headers: bearer, body: "{}" }),
      { field: "body", rule: "requestBody" },
      "put:",
    ],
    ["an unknown route", ({ mock }) => fetch(`${mock.url}/users`), { field: "path", rule: "path" }, "paths:"],
    [
      "another method",
      ({ mock }) => fetch(`${mock.url}/session/extend`, { method: "POST" }),
      { field: "method", rule: "method" },
      "/session/{id}:",
    ],
    [
      "another method, with a word as the id",
      ({ mock }) => fetch(`${mock.url}/session/hunter`, { method: "POST" }),
      { field: "method", rule: "method", message: expect.not.stringContaining("hunter") },
      "/session/{id}:",
    ],
    [
      "an unknown route with a word in it",
      ({ mock }) => fetch(`${mock.url}/sessions/hunter`),
      { message: expect.stringContaining("GET /sessions/*** ") },
      "paths:",
    ],
    [
      "a body that is too large",
      ({ create }) => create({ email: "john@doe.net", more: "é".repeat(2_100) }),
      { field: "body", rule: "size" },
      "CreateSession:",
    ],
  ];
  it.for(cases)(
    "have a field, a rule and a line of the document: %s",
    async ([_what, send, expected, quoted], { mock, create }) => {
      await send({ mock, create });
      expect(mock.violations).toHaveLength(1);
      const [violation] = mock.violations;
      expect(violation).toMatchObject(expected);
      expect(violation?.message).toContain(`(openapi.yaml:${violation?.line} says \`${quoted}\`)`);
      expect(source[(violation?.line ?? 0) - 1]?.trim()).toBe(quoted);
    },
  );

  it("is empty for valid requests, even with unknown fields", async ({ mock, check, create }) => {
    await create({ email: "john@doe.net", kind: "standard" });
    await check();
    expect(mock.violations).toEqual([]);
  });

  it("makes reset throw with `failOnViolations`, after it has removed everything", async ({ mock, create }) => {
    await create({ email: 7 });
    expect(() => mock.reset({ failOnViolations: true })).toThrow(
      /^1 violation\(s\) of the document:\n {2}createSession: /,
    );
    expect([mock.requests, mock.violations]).toEqual([[], []]);
    expect(() => mock.reset({ failOnViolations: true })).not.toThrow();
  });

  it("makes close throw with `failOnViolations`, once the port is free", async () => {
    const own = await startMock();
    await fetch(`${own.url}/session`);
    await expect(own.close({ failOnViolations: true })).rejects.toThrow(
      /^1 violation\(s\) of the document:\n {2}checkSession: header\.authorization must carry a bearer/,
    );
    await using next = await startMock({ port: Number(new URL(own.url).port) });
    expect(next.url).toBe(own.url);
    await next.close({ failOnViolations: true });
  });
});

describe("a bearer", () => {
  const secret = "s3cr3t-bearer-of-a-real-session";
  const spread = async (url: string) => {
    const headers = { authorization: `bEaReR ${secret}`, cookie: `bearer=${secret}`, "x-copy": secret };
    const json = { ...headers, "content-type": "application/json" };
    await fetch(`${url}/session/${secret}?bearer=${secret}`, { method: "DELETE", headers });
    await fetch(`${url}/session`, { method: "POST", headers: json, body: JSON.stringify({ email: [secret] }) });
    await fetch(`${url}/session`, { method: "POST", headers: json, body: `{"email": ${secret}` });
    await fetch(`${url}/${secret}/${secret}`, { method: "DELETE", headers });
    await fetch(`${url}/session`, { headers: { authorization: secret } });
    await fetch(`${url}/session`, { headers: { ...headers, prefer: `example=${secret}` } });
  };

  it("is redacted in every part of a request", async ({ mock }) => {
    await spread(mock.url);
    expect(mock.requests[0]?.parameters.header).toMatchObject({ authorization: "Bearer ***", cookie: "***" });
    expect(JSON.stringify(mock.requests)).not.toContain(secret);
  });

  it("is in no violation, no log entry and no error", async () => {
    const log: unknown[] = [];
    const own = await startMock({ log: (entry) => log.push(entry) });
    await spread(own.url);
    expect(own.violations.length).toBeGreaterThan(3);
    expect(log.length).toBe(6);
    expect(JSON.stringify([own.violations, log])).not.toContain(secret);
    const error: Error = await own.close({ failOnViolations: true }).then(
      () => new Error("no error"),
      (cause) => cause,
    );
    expect(error.message).toContain("violation(s)");
    expect(error.message).not.toContain(secret);
  });

  it("is in no log entry, and neither is a code", async () => {
    const log: unknown[] = [];
    await using own = await startMock({ log: (entry) => log.push(entry) });
    const body = JSON.stringify({ verificationCodeID: 1, code: "987654" });
    await fetch(`${own.url}/session/verification`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body,
    });
    await fetch(`${own.url}/verify/987654?code=987654`);
    expect(log).toMatchObject([
      { operationId: "verifySession", violations: [{ field: "body.verificationCodeID" }] },
      { method: "GET", path: "/***/***", status: 404 },
    ]);
    expect(JSON.stringify([log, own.violations])).not.toContain("987654");
  });
});
