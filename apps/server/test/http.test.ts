import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./testServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ limits: "off", corsOrigins: ["https://app.example"] });
});
afterAll(() => server.close());

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(server.url + path, init);
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
}
const largeBody = JSON.stringify({ email: "john@doe.net", padding: "x".repeat(5_000) });
const json = { "content-type": "application/json" };
const bothHeaders = { "x-error": expect.stringMatching(/./), "x-error-id": expect.stringMatching(/^[0-9a-f-]{36}$/) };

describe("a request that differs from the document", () => {
  it.each<[what: string, status: number, path: string, init: RequestInit]>([
    ["malformed JSON", 400, "/session", { method: "POST", headers: json, body: "{" }],
    ["a missing field", 400, "/session", { method: "POST", headers: json, body: "{}" }],
    ["a mistyped field", 400, "/session", { method: "POST", headers: json, body: `{"email":7}` }],
    ["an invalid email", 400, "/session", { method: "POST", headers: json, body: `{"email":"john"}` }],
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
    ["an unknown method", 405, "/session", { method: "PROPFIND" }],
    ["a very long id", 401, `/session/${"x".repeat(3_000)}`, { method: "DELETE" }],
  ])("with %s is answered %i with both headers", async (_what, status, path, init) => {
    const response = await send(path, init);
    expect(response).toMatchObject({ status, text: "", headers: { ...bothHeaders, "cache-control": "no-store" } });
  });

  it("is never echoed", async () => {
    const { headers } = await send("/session", { method: "POST", headers: json, body: `{"email":"echo-me"}` });
    expect(headers["x-error"]).toBe(`invalid request: body.email must match format "email"`);
  });

  it("names the methods of its path", async () => {
    expect((await send("/session/extend")).headers.allow).toBe("DELETE, PUT");
  });

  it("may have an undeclared field, and a body where none is declared", async () => {
    const body = JSON.stringify({ email: "john@doe.net", kind: "standard" });
    expect((await send("/session", { method: "POST", headers: json, body })).status).toBe(202);
    const { headers } = await server.login();
    const noise = { method: "PUT", headers: { ...headers, "content-type": "text/plain" }, body: "noise" };
    expect((await send("/session/extend", noise)).status).toBe(202);
    expect((await send("/session/extend", { method: "PUT", headers: { ...headers, ...json } })).status).toBe(202);
  });

  it.each([
    ["garbage", "garbage\r\n\r\n", 400],
    ["an invalid method", "BREW /session HTTP/1.1\r\nHost: x\r\n\r\n", 400],
    ["an endless header", `GET /session HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["a whole URL", "GET http://x/api/auth/v2/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 401],
    ["no Host", "GET /api/auth/v2/session HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["two Hosts", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nHost: x\r\nConnection: close\r\n\r\n", 400],
    [
      "two lengths",
      "POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    ["an unknown expectation", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n", 400],
    ["CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n", 404],
  ])("with %s on a raw socket is answered with both headers", async (_what, request, status) => {
    const response = await rawRequest(request);
    expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(response).toMatch(/^x-error: ./m);
    expect(response).toMatch(/^x-error-id: ./m);
  });

  it("is answered 408 when it never ends", async () => {
    const response = await rawRequest("GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\n");
    expect(response).toMatch(/^HTTP\/1.1 408 /);
    expect(response).toMatch(/^x-error-id: ./m);
  });
});

async function rawRequest(request: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1").setEncoding("utf8");
  let response = "";
  socket.on("data", (text) => {
    response += text;
  });
  socket.write(request);
  await once(socket, "close");
  return response;
}

describe("the address of a caller", () => {
  it("is that of the connection, unless a proxy is trusted", async () => {
    const body = JSON.stringify({ email: "john@doe.net" });
    const headers = { ...json, "x-forwarded-for": "203.0.113.7" };
    const { text } = await send("/session", { method: "POST", headers, body });
    expect(JSON.parse(text).ip).toBe("127.0.0.1");
  });
});

describe("CORS", () => {
  const preflight = {
    origin: "https://app.example",
    "access-control-request-method": "DELETE",
    "access-control-request-headers": "authorization",
  };

  it("lets pages of listed origins call without credentials, and read the headers of an error", async () => {
    const allowed = await send("/session/any", { method: "OPTIONS", headers: preflight });
    expect(allowed).toMatchObject({
      status: 204,
      headers: {
        "access-control-allow-origin": "https://app.example",
        "access-control-allow-headers": "authorization",
      },
    });
    expect(allowed.headers).not.toHaveProperty("access-control-allow-credentials");
    const refused = await send("/session", { headers: { origin: "https://app.example" } });
    expect(refused).toMatchObject({
      status: 401,
      headers: {
        "access-control-allow-origin": "https://app.example",
        "access-control-expose-headers": "x-error, x-error-id, Retry-After, Date",
      },
    });
  });

  it("does not let pages of other origins call", async () => {
    expect((await send("/session", { headers: { origin: "https://evil.example" } })).headers).not.toHaveProperty(
      "access-control-allow-origin",
    );
  });

  it("allows OPTIONS only as a preflight of a path that the document describes", async () => {
    const unknown = await send("/unknown", { method: "OPTIONS", headers: preflight });
    expect(unknown).toMatchObject({ status: 404, headers: bothHeaders });
    expect(await send("/session", { method: "OPTIONS" })).toMatchObject({
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
