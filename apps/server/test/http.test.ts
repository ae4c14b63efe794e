import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./testServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ limits: "off", corsOrigins: ["https://app.example"] });
});
afterAll(() => server.close());

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(server.url + path, init);
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
}
const largeBody = JSON.stringify({ email: "john@doe.net", padding: "x".repeat(5_000) });
const json = { "content-type": "application/json" };
const bothHeaders = { "x-error": expect.stringMatching(/./), "x-error-id": expect.stringMatching(/^[0-9a-f-]{36}$/) };

describe("what breaks the document", () => {
  it.each<[what: string, status: number, path: string, init: RequestInit]>([
    ["malformed JSON", 400, "/session", { method: "POST", headers: json, body: "{" }],
    ["a missing field", 400, "/session", { method: "POST", headers: json, body: "{}" }],
    ["a mistyped field", 400, "/session", { method: "POST", headers: json, body: `{"email":7}` }],
    ["no email", 400, "/session", { method: "POST", headers: json, body: `{"email":"john"}` }],
    ["no body", 400, "/session", { method: "POST", headers: json }],
    [
      "another content type",
      400,
      "/session",
      { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" },
    ],
    ["a body that is too large", 400, "/session", { method: "POST", headers: json, body: largeBody }],
    [
      "a code that is a number",
      400,
      "/session/verification",
      { method: "PUT", headers: json, body: `{"verificationCodeID":"x","code":1}` },
    ],
    ["broken percent-encoding", 400, "/session/%zz", { method: "DELETE" }],
    ["an unknown route", 404, "/unknown", {}],
    ["another method", 405, "/session/extend", {}],
    ["HEAD", 405, "/session", { method: "HEAD" }],
    ["a method that nobody knows", 405, "/session", { method: "PROPFIND" }],
    ["a very long id", 401, `/session/${"x".repeat(3_000)}`, { method: "DELETE" }],
  ])("%s is answered %i with both headers", async (_what, status, path, init) => {
    const answer = await ask(path, init);
    expect(answer).toMatchObject({ status, text: "", headers: { ...bothHeaders, "cache-control": "no-store" } });
  });

  it("is never echoed", async () => {
    const { headers } = await ask("/session", { method: "POST", headers: json, body: `{"email":"echo-me"}` });
    expect(headers["x-error"]).toBe(`invalid request: body.email must match format "email"`);
  });

  it("names the methods that a path has", async () => {
    expect((await ask("/session/extend")).headers.allow).toBe("DELETE, PUT");
  });

  it("ignores a field that it does not know, and a body where none is declared", async () => {
    const body = JSON.stringify({ email: "john@doe.net", kind: "standard" });
    expect((await ask("/session", { method: "POST", headers: json, body })).status).toBe(202);
    const { headers } = await server.login();
    const noise = { method: "PUT", headers: { ...headers, "content-type": "text/plain" }, body: "noise" };
    expect((await ask("/session/extend", noise)).status).toBe(202);
    expect((await ask("/session/extend", { method: "PUT", headers: { ...headers, ...json } })).status).toBe(202);
  });

  it.each([
    ["garbage", "garbage\r\n\r\n", 400],
    ["a method that is no method", "BREW /session HTTP/1.1\r\nHost: x\r\n\r\n", 400],
    ["a header without end", `GET /session HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["a whole URL", "GET http://x/api/auth/v2/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 401],
    ["no Host", "GET /api/auth/v2/session HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    [
      "two lengths",
      "POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    ["an unknown expectation", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n", 400],
    ["CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n", 404],
  ])("as %s over a raw socket is answered with both headers", async (_what, request, status) => {
    const answer = await rawRequest(request);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/^x-error: ./m);
    expect(answer).toMatch(/^x-error-id: ./m);
  });

  it("as a request that never ends is answered 408", async () => {
    const answer = await rawRequest("GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toMatch(/^x-error-id: ./m);
  });
});

async function rawRequest(request: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1").setEncoding("utf8");
  let answer = "";
  socket.on("data", (text) => {
    answer += text;
  });
  socket.write(request);
  await once(socket, "close");
  return answer;
}

describe("who calls", () => {
  it("is believed to be whoever connects, unless a proxy is trusted", async () => {
    const body = JSON.stringify({ email: "john@doe.net" });
    const headers = { ...json, "x-forwarded-for": "203.0.113.7" };
    const { text } = await ask("/session", { method: "POST", headers, body });
    expect(JSON.parse(text).ip).toBe("127.0.0.1");
  });
});

describe("CORS", () => {
  const preflight = {
    origin: "https://app.example",
    "access-control-request-method": "DELETE",
    "access-control-request-headers": "authorization",
  };

  it("lets a page of a listed origin call, never with credentials, and read the headers of an error", async () => {
    const allowed = await ask("/session/any", { method: "OPTIONS", headers: preflight });
    expect(allowed).toMatchObject({
      status: 204,
      headers: {
        "access-control-allow-origin": "https://app.example",
        "access-control-allow-headers": "authorization",
      },
    });
    expect(allowed.headers).not.toHaveProperty("access-control-allow-credentials");
    const refused = await ask("/session", { headers: { origin: "https://app.example" } });
    expect(refused).toMatchObject({
      status: 401,
      headers: {
        "access-control-allow-origin": "https://app.example",
        "access-control-expose-headers": "x-error, x-error-id, Retry-After, Date",
      },
    });
  });

  it("lets no page of another origin call", async () => {
    expect((await ask("/session", { headers: { origin: "https://evil.example" } })).headers).not.toHaveProperty(
      "access-control-allow-origin",
    );
  });

  it("allows no request that is no preflight of a path that the document describes", async () => {
    const unknown = await ask("/unknown", { method: "OPTIONS", headers: preflight });
    expect(unknown).toMatchObject({ status: 404, headers: bothHeaders });
    expect(await ask("/session", { method: "OPTIONS" })).toMatchObject({
      status: 405,
      headers: { allow: "POST, GET" },
    });
  });

  it("is off by default", async () => {
    await using closed = await startTestServer();
    const response = await fetch(`${closed.url}/session`, { method: "OPTIONS", headers: preflight });
    expect(response.status).toBe(405);
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
  });
});
