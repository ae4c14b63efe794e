import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { paths } from "@session-api/types";
import createClient from "openapi-fetch";
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { type Mock, startMock } from "../src/index.ts";

const documentPath = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));
const source = (await readFile(documentPath, "utf8")).split("\n");

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

const bearer = { Authorization: "Bearer any" };
const api = () => createClient<paths>({ baseUrl: mock.url, headers: bearer });
const check = () => api().GET("/session");
const create = (body: unknown) =>
  fetch(`${mock.url}/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("on", () => {
  it("answers with a status and the document's example of it", async () => {
    mock.on("checkSession", { status: 403 });
    const { response } = await check();
    expect([response.status, response.headers.get("x-error")]).toEqual([403, "forbidden: verify the session first"]);
  });

  it("answers with a body, typed by the document", async () => {
    const body = { ...mock.example("checkSession"), roles: ["auditor"] };
    expectTypeOf(body.expireAt).toEqualTypeOf<number>();
    mock.on("checkSession", { status: 200, body });
    expect((await check()).data).toEqual(body);
    // @ts-expect-error a session is no acknowledgement
    expect(() => mock.on("checkSession", { status: 200, body: { message: "acknowledged" } })).toThrow();
    // @ts-expect-error the document has no such status
    expect(() => mock.on("checkSession", { status: 202 })).toThrow();
  });

  it("answers with a named example", async () => {
    mock.on("getSessions", { example: "sessionList" });
    expect((await api().GET("/sessions")).data?.sessions).toHaveLength(2);
  });

  it("answers with other headers, or without one of them", async () => {
    mock.on("checkSession", { status: 429, headers: { "retry-after": "3", "X-Extra": "yes" } });
    expect(Object.fromEntries((await check()).response.headers)).toMatchObject({
      "retry-after": "3",
      "x-extra": "yes",
    });
    mock.on("checkSession", { status: 429, headers: { "Retry-After": null } });
    expect((await check()).response.headers.has("retry-after")).toBe(false);
  });

  it("adds a body to a refusal, which the document leaves open", async () => {
    mock.on("checkSession", { status: 500, body: { trace: "none" } });
    const { response, error } = await check();
    expect([response.status, error]).toEqual([500, { trace: "none" }]);
  });

  it("answers late", async () => {
    mock.on("checkSession", { delayMs: 20 });
    expect((await check()).response.status).toBe(200);
  });

  it("cuts the connection", async () => {
    mock.on("checkSession", { cut: true });
    await expect(check()).rejects.toThrow("fetch failed");
  });

  it("lets a client that left go, however late the answer would be", async () => {
    mock.on("checkSession", { delayMs: Number.POSITIVE_INFINITY });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${mock.url}/session`, { headers: bearer, signal })).rejects.toThrow("timeout");
  });

  it("answers as a function of the request decides", async () => {
    mock.on("verifySession", ({ body }) => {
      expectTypeOf(body.code).toEqualTypeOf<string>();
      return body.code === "054321" ? undefined : { status: 401 };
    });
    const verify = (code: string) => api().PUT("/session/verification", { body: { verificationCodeID: "any", code } });
    expect((await verify("054321")).response.status).toBe(200);
    expect((await verify("54321")).response.headers.get("x-error")).toBe("unauthorized: the code was not accepted");
  });

  it("takes answers for once in their order, then the lasting one, then the document's again", async () => {
    mock.on("checkSession", { status: 404 });
    mock.on("checkSession", { status: 500 }, { once: true });
    mock.on("checkSession", { status: 429 }, { once: true });
    const statuses = [];
    for (let call = 0; call < 4; call++) statuses.push((await check()).response.status);
    mock.reset();
    statuses.push((await check()).response.status);
    expect(statuses).toEqual([500, 429, 404, 404, 200]);
  });

  it("touches no other operation", async () => {
    mock.on("checkSession", { status: 500 });
    expect((await api().GET("/sessions")).response.status).toBe(200);
  });

  it("gives way to a Prefer header", async () => {
    mock.on("checkSession", { status: 500 });
    const headers = { ...bearer, Prefer: "code=404" };
    expect((await fetch(`${mock.url}/session`, { headers })).status).toBe(404);
  });

  it("does not let a request pass that breaks the document", async () => {
    mock.on("createSession", { status: 202 });
    expect((await create({})).status).toBe(400);
  });
});

describe("an answer that contradicts the document", () => {
  const expireAt = { ...({} as Record<string, unknown>), sessionID: "x" };
  it.each<[string, () => void, RegExp, string]>([
    [
      "a field of another type",
      () =>
        mock.on("checkSession", { body: { ...mock.example("checkSession"), expireAt: "soon" as unknown as number } }),
      /^checkSession cannot be answered so: body\.expireAt must be integer \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "type: integer",
    ],
    [
      "milliseconds",
      () => mock.on("checkSession", { body: { ...mock.example("checkSession"), expireAt: 1_700_000_000_000 } }),
      /body\.expireAt must be <= 253402300799 \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "maximum: 253402300799",
    ],
    [
      "a missing field",
      () => mock.on("createSession", { body: expireAt as never }),
      /body\.bearer is required \(openapi\.yaml:(\d+) says `(.+?)`\);/,
      "required: [bearer, sessionID, expireAt, ip, userAgent, verificationCodeID]",
    ],
    [
      "a required header left out",
      () => mock.on("checkSession", { status: 404, headers: { "x-error-id": null } }),
      /header\.x-error-id is required \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "required: true",
    ],
    [
      "an empty header",
      () => mock.on("checkSession", { status: 404, headers: { "X-Error": "" } }),
      /header\.X-Error must NOT have fewer than 1 characters \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "minLength: 1",
    ],
    [
      "another content type",
      () => mock.on("checkSession", { headers: { "content-type": "text/html" } }),
      /header\.content-type must be application\/json \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "content:",
    ],
  ])("is refused when it is set: %s", (_what, set, message, quoted) => {
    expect(set).toThrow(message);
    const [, line, text] = message.exec(messageOf(set)) ?? [];
    expect(text).toBe(quoted);
    expect(source[Number(line) - 1]?.trim()).toBe(quoted);
  });

  it.each<[string, () => void, RegExp]>([
    [
      "a status",
      () => mock.on("checkSession", { status: 418 as 404 }),
      /openapi\.yaml:\d+ declares 200, 400, .+, not 418$/,
    ],
    [
      "an example",
      () => mock.on("checkSession", { example: "nobody" }),
      /no response has the example nobody .+checkedSession/,
    ],
    [
      "an example of another status",
      () => mock.on("checkSession", { status: 404, example: "checkedSession" }),
      /example must be one of 404: none/,
    ],
    [
      "an operation",
      () => mock.on("getUsers" as "checkSession", {}),
      /declares no operation getUsers: it declares createSession,/,
    ],
    [
      "a part of an answer",
      () => mock.on("checkSession", { statusCode: 404 } as never),
      /an answer has no `statusCode`, only status,/,
    ],
    ["a delay", () => mock.on("checkSession", { delayMs: -1 }), /delayMs must be a number from 0 on$/],
    ["a length", () => mock.on("checkSession", { headers: { "Content-Length": "1" } }), /is set by the mock itself/],
  ])("is refused when it is set: %s that there is not", (_what, set, message) => {
    expect(set).toThrow(message);
  });

  it("holds no value that was set", () => {
    const body = { ...mock.example("createSession"), bearer: 5_550_123 as unknown as string };
    expect(messageOf(() => mock.on("createSession", { body }))).not.toContain("5550123");
  });

  it("changes nothing", async () => {
    expect(() => mock.on("checkSession", { status: 418 as 404 })).toThrow();
    expect((await check()).response.status).toBe(200);
  });

  it("fails the next reset when a function made it", async () => {
    mock.on("checkSession", () => {
      throw new Error("no idea");
    });
    expect((await check()).response.status).toBe(500);
    expect(() => mock.reset()).toThrow("no idea");
    expect((await check()).response.status).toBe(200);
  });

  it("is answered 500 when a function made it, and close rejects with it", async () => {
    await using own = await startMock();
    own.on("checkSession", () => ({ status: 418 as 404 }));
    const response = await fetch(`${own.url}/session`, { headers: bearer });
    expect(response.status).toBe(500);
    expect(response.headers.get("x-error")).toMatch(/^the mock failed: checkSession cannot be answered so: /);
    await expect(own.close()).rejects.toThrow("checkSession cannot be answered so");
    await expect(fetch(own.url)).rejects.toThrow("fetch failed");
  });
});

function messageOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

describe("requests", () => {
  it("lists operation, parameters and body, the code with its zeros", async () => {
    await api().PUT("/session/verification", { body: { verificationCodeID: "any", code: "012345" } });
    await api().DELETE("/session/{id}", { params: { path: { id: "a b" } } });
    expect(mock.requests).toMatchObject([
      { operationId: "verifySession", body: { verificationCodeID: "any", code: "012345" } },
      { operationId: "closeSession", parameters: { path: { id: "a b" }, query: {} }, body: undefined },
    ]);
  });

  it("lists a request whose body cannot be read, without it", async () => {
    await create("{");
    expect(mock.requests).toMatchObject([{ operationId: "createSession", body: undefined }]);
  });

  it("tells the body's type by the operation", () => {
    for (const { operationId, body } of mock.requests)
      if (operationId === "createSession") expectTypeOf(body.email).toEqualTypeOf<string>();
  });

  it("is empty after reset", async () => {
    await check();
    const { requests } = mock;
    mock.reset();
    expect(requests).toEqual([]);
  });

  it("keeps the latest 1,000", async () => {
    const { createScript } = await import("../src/script/createScript.ts");
    const { loadDocument } = await import("../src/loadDocument.ts");
    const { contract } = await loadDocument();
    const script = createScript(() => contract, undefined);
    const [operation] = contract.operations;
    if (!operation) throw new Error("no operation");
    for (let n = 1; n <= 1_001; n++) script.record({ operation, path: {} }, { query: {}, headers: {}, body: n });
    expect([script.requests.length, script.requests[0]?.body]).toEqual([1_000, 2]);
  });
});

describe("violations", () => {
  const cases: [string, () => Promise<unknown>, object, string][] = [
    ["a missing field", () => create({}), { field: "body.email", rule: "required" }, "required: [email]"],
    ["a wrong type", () => create({ email: 7 }), { field: "body.email", rule: "type" }, "type: string"],
    ["a wrong format", () => create({ email: "john" }), { field: "body.email", rule: "format" }, "format: email"],
    [
      "no body",
      () => fetch(`${mock.url}/session`, { method: "POST" }),
      { field: "body", rule: "required" },
      "required: true",
    ],
    ["malformed JSON", () => create("{"), { field: "body", rule: "json" }, "CreateSession:"],
    [
      "another content type",
      () => fetch(`${mock.url}/session`, { method: "POST", body: "{}" }),
      { field: "header.content-type", rule: "content-type" },
      "content:",
    ],
    ["no bearer", () => fetch(`${mock.url}/session`), { field: "header.authorization", rule: "security" }, "security:"],
    ["an unknown route", () => fetch(`${mock.url}/users`), { field: "path", rule: "path" }, "paths:"],
    [
      "another method",
      () => fetch(`${mock.url}/session/extend`, { method: "POST" }),
      { field: "method", rule: "method" },
      "/session/{id}:",
    ],
    ["too large a body", () => create({ email: "x".repeat(5_000) }), { field: "body", rule: "size" }, "CreateSession:"],
  ];
  it.each(cases)("names field, rule and line of the document: %s", async (_what, send, expected, quoted) => {
    await send();
    expect(mock.violations).toHaveLength(1);
    const [violation] = mock.violations;
    expect(violation).toMatchObject(expected);
    expect(violation?.message).toContain(`(openapi.yaml:${violation?.line} says \`${quoted}\`)`);
    expect(source[(violation?.line ?? 0) - 1]?.trim()).toBe(quoted);
  });

  it("is empty where the app keeps to the document, unknown fields included", async () => {
    await create({ email: "john@doe.net", kind: "standard" });
    await check();
    expect(mock.violations).toEqual([]);
  });

  it("makes close throw if asked to, once the port is free", async () => {
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

  it("is masked in requests, wherever it was sent", async () => {
    await spread(mock.url);
    expect(mock.requests[0]?.parameters.header).toMatchObject({ authorization: "Bearer ***", cookie: "***" });
    expect(JSON.stringify(mock.requests)).not.toContain(secret);
  });

  it("stands in no violation, no log and no error", async () => {
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

  it("and a code stand in no log", async () => {
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
      { method: "GET", path: "/verify/***", status: 404 },
    ]);
    expect(JSON.stringify([log, own.violations])).not.toContain("987654");
  });
});
