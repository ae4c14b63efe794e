import type { paths } from "@session-api/types";
import { http, passthrough } from "msw";
import { setupServer } from "msw/node";
import createClient from "openapi-fetch";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { createSessionHandlers } from "../../src/msw.ts";
import { it } from "../fixture.ts";

const live = "https://intelligence.threatwinds.com/api/auth/v2";
const bearer = { Authorization: "Bearer any" };
const json = { "content-type": "application/json" };

const api = createSessionHandlers();
const server = setupServer(
  ...api.handlers,
  http.all("http://127.0.0.1*", () => passthrough()),
);
beforeAll(() => server.listen());
afterEach(() => api.reset());
afterAll(() => server.close());

const check = (headers: Record<string, string> = bearer) => fetch(`${live}/session`, { headers });

const calls: [string, string, RequestInit][] = [
  ["createSession", "/session", { method: "POST", headers: json, body: '{"email":"john@doe.net"}' }],
  ["createSession without its field", "/session", { method: "POST", headers: json, body: "{}" }],
  ["createSession with malformed JSON", "/session", { method: "POST", headers: json, body: "{" }],
  ["createSession with text", "/session", { method: "POST", body: "{}" }],
  [
    "verifySession",
    "/session/verification",
    { method: "PUT", headers: json, body: '{"verificationCodeID":"x","code":"1"}' },
  ],
  ["checkSession", "/session", { headers: bearer }],
  ["checkSession without a bearer", "/session", {}],
  ["getSessions", "/sessions", { headers: bearer }],
  ["extendSession", "/session/extend", { method: "PUT", headers: bearer }],
  ["closeSession", "/session/any", { method: "DELETE", headers: bearer }],
  [
    "closeSession with a body",
    "/session/any",
    { method: "DELETE", headers: { ...bearer, ...json }, body: '{"any":1}' },
  ],
  [
    "closeSession with malformed JSON",
    "/session/any",
    { method: "DELETE", headers: { ...bearer, ...json }, body: "{" },
  ],
  [
    "createSession with a body that is too large",
    "/session",
    { method: "POST", headers: json, body: `"${"é".repeat(2_048)}"` },
  ],
  [
    "createSession with a byte order mark",
    "/session",
    { method: "POST", headers: json, body: '\ufeff{"email":"john@doe.net"}' },
  ],
  ["checkSession with an odd query", "/session?a=1?b=2&c", { headers: bearer }],
  ["the base path itself", "", {}],
  ["closeSession of an id that is also a route", "/session/extend", { method: "DELETE", headers: bearer }],
  ["an unknown route", "/users", {}],
  ["another method", "/sessions", { method: "POST" }],
];
const preferences = [
  undefined,
  "code=202",
  "code=404",
  "code=429",
  "code=500",
  "code=418",
  "code=teapot",
  "example=acknowledged",
  "example=unknown",
  "scenario=storm",
  "scenario=login",
];

describe("the handlers", () => {
  it.for(calls)("respond to %s as the mock does, with every preference", async ([_name, path, init], { mock }) => {
    // Otherwise a second may pass between the two responses, and their expiries differ.
    for (const { clock } of [api, mock]) clock.set(new Date("2030-01-01T00:00:00Z"));
    for (const prefer of preferences) {
      const headers = { ...(init.headers as object), ...(prefer && { prefer }) };
      const [ours, mocks] = await Promise.all(
        [live, mock.url].map((url) => readResponse(url + path, { ...init, headers })),
      );
      expect(ours, prefer).toEqual(mocks);
    }
    const withoutTransport = <List extends readonly object[]>(list: List) => JSON.parse(JSON.stringify(list));
    expect(withoutTransport(api.violations)).toEqual(withoutTransport(mock.violations));
    const asked = ({ operationId, parameters: { path, query }, body }: Recorded) => [operationId, path, query, body];
    expect(api.requests.map(asked)).toEqual(mock.requests.map(asked));
  });

  it("respond below another base URL", async () => {
    const other = createSessionHandlers({ baseUrl: "https://app.example/session-api/" });
    server.use(...other.handlers);
    const response = await fetch("https://app.example/session-api/session", { headers: bearer });
    expect(response.status).toBe(200);
    server.resetHandlers();
  });

  it.each(["api.example", "ftp://api.example", "https://api.example/?x=1", "/", ""])(
    "refuse a base URL that a request cannot have: %s",
    (baseUrl) => {
      expect(() => createSessionHandlers({ baseUrl })).toThrow(/^baseUrl must be the URL that the app calls, such as /);
    },
  );

  it("refuse a document that refers to a missing part", () => {
    const document = nextDocument.replace("{ type: object }", '{ $ref: "#/components/schemas/About" }');
    expect(() => createSessionHandlers({ document: "next.yaml" })).toThrow(/^document must be the text of an OpenAPI/);
    expect(() => createSessionHandlers({ base: "x" } as object)).toThrow('createSessionHandlers has no option "base"');
    expect(() => createSessionHandlers({ document })).toThrow("it refers to #/components/schemas/About, which it does");
  });

  it("respond from another document", async () => {
    const next = createSessionHandlers({ document: nextDocument, baseUrl: "https://next.example" });
    server.use(...next.handlers);
    expect(await (await fetch("https://next.example/about")).json()).toEqual({ version: 3 });
    server.resetHandlers();
  });
});

type Recorded = (typeof api.requests)[number];

const nextDocument = `
openapi: 3.1.1
paths:
  /about:
    get:
      operationId: getAbout
      responses:
        "200":
          description: About
          content:
            application/json:
              schema: { type: object }
              example: { version: 3 }
`;

/** Returns the response without the headers of the connection, and without the id of an error, which may be random. */
async function readResponse(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const isOwn = ([name]: [string, string]) =>
    !/^(access-control-|date$|connection$|keep-alive$|content-length$|x-error-id$|sl-violations$)/.test(name);
  const headers = Object.fromEntries([...response.headers].filter(isOwn));
  expect(response.ok || response.headers.has("x-error-id")).toBe(true);
  return { status: response.status, headers, body: await response.text() };
}

describe("their controls", () => {
  it("set answers", async () => {
    api.on("checkSession", { body: { ...api.example("checkSession"), alias: "jane" } });
    const client = createClient<paths>({ baseUrl: live, headers: bearer });
    expect((await client.GET("/session")).data?.alias).toBe("jane");
    api.on("checkSession", { status: 429, headers: { "Retry-After": "3" } }, { once: true });
    expect((await check()).headers.get("retry-after")).toBe("3");
    expect((await check()).status).toBe(200);
    api.on("checkSession", ({ parameters }) => ({
      status: parameters.header.authorization === "Bearer any" ? 403 : 200,
    }));
    expect((await check()).status).toBe(403);
  });

  it("cut, delay and hang", async () => {
    api.on("checkSession", { cut: true, delayMs: 5 }, { once: true });
    await expect(check()).rejects.toThrow();
    api.play("hang");
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${live}/session`, { headers: bearer, signal })).rejects.toThrow("timeout");
    const hanging = check();
    await expect.poll(() => api.requests.length).toBe(3);
    api.reset();
    await expect(hanging).rejects.toThrow();
  });

  it("refuse an answer that the document does not allow, and quote the document", () => {
    const body = { ...api.example("checkSession"), verified: "yes" as unknown as boolean };
    expect(() => api.on("checkSession", { body })).toThrow(
      /^invalid answer to checkSession: body\.verified must be boolean \(openapi\.yaml:\d+ says `type: boolean`\)$/,
    );
  });

  it("play a scenario from the start and after reset", async () => {
    const outage = createSessionHandlers({ scenario: "outage", baseUrl: "https://app.example" });
    server.use(...outage.handlers);
    const status = async () => (await fetch("https://app.example/session", { headers: bearer })).status;
    outage.on("checkSession", { status: 200 });
    expect(await status()).toBe(200);
    outage.reset();
    expect(await status()).toBe(500);
    server.resetHandlers();
  });

  it("list the violations of a refused request", async () => {
    const json = { "content-type": "application/json" };
    const wrong = await fetch(`${live}/session`, { method: "POST", headers: json, body: '{"email":7}' });
    expect([wrong.status, JSON.parse(wrong.headers.get("sl-violations") ?? "")]).toEqual([
      400,
      [{ location: ["request", "body", "email"], severity: "Error", code: "type", message: "must be string" }],
    ]);
    const malformed = await fetch(`${live}/session`, { method: "POST", headers: json, body: "{" });
    expect(malformed.headers.get("sl-violations")).toContain('"message":"must be JSON"');
    expect((await check()).headers.get("sl-violations")).toBeNull();
  });

  it("remember sessions as the mock does, with its clock and its codes", async () => {
    const codes: string[] = [];
    const baseUrl = "https://remembering.example";
    const own = createSessionHandlers({
      baseUrl,
      state: { sessionLifetimeSeconds: 60 },
      mail: ({ code }) => codes.push(code),
    });
    server.use(...own.handlers);
    const client = createClient<paths>({ baseUrl });
    const email = "ada@example.com";
    const { data } = await client.POST("/session", { body: { email } });
    const { bearer = "", verificationCodeID = "" } = data ?? {};
    const headers = { Authorization: `Bearer ${bearer}` };
    const check = () => client.GET("/session", { headers });
    expect((await check()).response.status).toBe(403);
    expect(codes).toEqual([own.codeOf(email)]);
    await client.PUT("/session/verification", { body: { verificationCodeID, code: codes[0] ?? "" } });
    expect((await check()).data).toMatchObject({ alias: "ada", ip: "127.0.0.1" });
    own.clock.advance(60);
    expect((await check()).response.status).toBe(401);
    own.reset();
    expect(own.codeOf(email)).toBeUndefined();
    expect(() => api.codeOf(email)).toThrow("codeOf needs a mock that remembers");
    server.resetHandlers();
  });

  it("count expiries from their clock", async () => {
    api.clock.set(new Date("2030-01-01T00:00:00Z"));
    const expireAt = Date.UTC(2030, 0, 2) / 1_000;
    expect([(await (await check()).json()).expireAt, api.example("checkSession").expireAt]).toEqual([
      expireAt,
      expireAt,
    ]);
    const preferred = await check({ ...bearer, prefer: "example=checkedSession" });
    expect((await preferred.json()).expireAt).toBe(Date.UTC(2100, 0, 1) / 1_000);
  });

  it("list requests with the bearer redacted, and violations", async () => {
    const secret = "s3cr3t-bearer-of-a-real-session";
    await check({ authorization: `Bearer ${secret}` });
    await fetch(`${live}/session`, {
      method: "POST",
      headers: { ...json, authorization: `Bearer ${secret}` },
      body: `{"email":["${secret}"]}`,
    });
    expect(api.requests).toHaveLength(2);
    expect(() => api.assertNoViolations()).toThrow("createSession: body.email must be string (openapi.yaml:");
    expect(JSON.stringify([api.requests, api.violations])).not.toContain(secret);
    api.reset();
    api.assertNoViolations();
  });

  it("tell which parts of the API the app used", async () => {
    const app = createSessionHandlers({ baseUrl: "https://app.example" });
    server.use(...app.handlers);
    await fetch("https://app.example/session?limit=1", { headers: { ...bearer, "x-tenant": "any" } });
    await fetch("https://app.example/any");
    app.reset();
    expect(app.coverage().operations.checkSession).toMatchObject({ requests: 1, statuses: { 200: 1 } });
    expect(app.coverage().undeclared).toEqual([
      "GET /***",
      "checkSession: header.x-tenant",
      "checkSession: query.limit",
    ]);
    server.resetHandlers();
  });

  it("refuse to make a response up, which only the mock server can", async () => {
    const response = await check({ ...bearer, prefer: "dynamic=true" });
    expect([response.status, response.headers.get("x-error")]).toEqual([400, expect.stringContaining("mock server")]);
  });
});
