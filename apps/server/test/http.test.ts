import dns from "node:dns";
import { once } from "node:events";
import { connect } from "node:net";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Handlers } from "../src/http/contract.ts";
import { createApp } from "../src/http/createApp.ts";
import { loadDocument } from "../src/http/document.ts";
import { Refusal } from "../src/http/Refusal.ts";
import { startChildServer } from "./childServer.ts";
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
    expect(headers["x-error"]).toBe(`invalid request: body/email must match format "email"`);
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
    ["two Hosts", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nHost: x\r\nConnection: close\r\n\r\n", 400],
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

describe("a connection", () => {
  it.each([
    ["CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["Upgrade", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"],
    ["Expect", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n"],
    ["garbage", "garbage\r\n\r\n"],
    [
      "half a body",
      "POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
    ],
  ])("that is reset after %s does not end the process", async (_what, request) => {
    const child = await startChildServer(["--database", "sqlite::memory:"]);
    try {
      for (let count = 0; count < 200; count++) await resetAfter(child.url, request);
      expect((await fetch(`${child.url}/session`)).status).toBe(401);
    } finally {
      await child.stop("SIGTERM");
    }
    // An uncaught error would end it with 1, and be logged.
    expect([child.process.exitCode, child.output()]).toEqual([0, expect.not.stringContaining("ECONNRESET")]);
  });

  it("that a client leaves open after CONNECT does not delay the end", async () => {
    await using own = await startTestServer();
    const socket = connect({ port: Number(new URL(own.url).port), host: "127.0.0.1", allowHalfOpen: true });
    socket.on("error", () => {}).write("CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "data");
    await own.close();
    socket.destroy();
  });

  it("is accepted on one address where localhost has two", async () => {
    const addresses = [
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ];
    const resolve = (host: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, host === "::1" ? addresses.slice(1) : addresses);
    const lookup = vi.spyOn(dns, "lookup").mockImplementation(resolve as typeof dns.lookup);
    await using own = await startTestServer({ host: "localhost" });
    lookup.mockRestore();
    const { port, hostname } = new URL(own.url);
    const other = hostname === "127.0.0.1" ? "[::1]" : "127.0.0.1";
    await expect(fetch(`http://${other}:${port}/`)).rejects.toThrow("fetch failed");
  });
});

async function resetAfter(url: string, request: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {});
  socket.write(request, () => socket.resetAndDestroy());
  await once(socket, "close");
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

/** The app over handlers that a test supplies, with every reply held against the document. */
async function appWith(handlers: Partial<Record<keyof Handlers, (call: { caller: unknown }) => Promise<unknown>>>) {
  const lines: string[] = [];
  const logger = pino({}, { write: (line) => void lines.push(line) });
  const authenticate = async () => {
    throw new Refusal(401, "unauthorized");
  };
  const options = {
    document: await loadDocument(),
    authenticate,
    clock: Date.now,
    logger,
    trustProxy: [],
    corsOrigins: [],
    checkReplies: true,
    isDraining: () => false,
  };
  return { app: await createApp({ ...options, handlers: handlers as unknown as Handlers }), lines };
}

describe("a reply against the document", () => {
  const right = { bearer: "b", sessionID: "s", expireAt: 1, ip: "", userAgent: "", verificationCodeID: "v" };

  it.each<[what: string, answer: unknown, problem: string]>([
    [
      "an undeclared status",
      { status: 201, body: right },
      "createSession answered 201 against the document: the status is not declared",
    ],
    [
      "a value out of range",
      { status: 202, body: { ...right, expireAt: 1674492894000 } },
      "createSession answered 202 against the document: body/expireAt must be <= 253402300799",
    ],
    ["a missing field", { status: 202, body: { ...right, bearer: undefined } }, `"bearer" is required!`],
    [
      "an error without its headers",
      new Refusal(429, ""),
      "createSession answered 429 against the document: the header x-error is missing",
    ],
  ])("%s is a loud 500", async (_what, answer, problem) => {
    const createSession = async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const { app, lines } = await appWith({ createSession });
    const { statusCode, headers } = await app.inject({
      method: "POST",
      url: "/api/auth/v2/session",
      payload: { email: "john@doe.net" },
    });
    expect(statusCode).toBe(500);
    const line = JSON.parse(lines.at(-1) ?? "{}");
    expect(line).toMatchObject({ level: 50, errorId: headers["x-error-id"], operationId: "createSession" });
    expect(line.err.message).toContain(problem);
  });

  it("has no caller where the document asks for no bearer", async () => {
    const { app, lines } = await appWith({ createSession: async ({ caller }) => caller });
    const { statusCode } = await app.inject({
      method: "POST",
      url: "/api/auth/v2/session",
      payload: { email: "john@doe.net" },
    });
    expect(statusCode).toBe(500);
    expect(lines.at(-1)).toContain("createSession has no security in the document, and so no caller");
  });
});

describe("the compiler", () => {
  it("refuses a missing handler, an undeclared status and a wrong body", () => {
    type AllBut = Omit<Handlers, "closeSession">;
    const acknowledge = async () => ({ status: 202, body: { message: "acknowledged" } }) as const;
    const examples = (allBut: AllBut) => [
      // @ts-expect-error closeSession is missing
      allBut satisfies Handlers,
      // @ts-expect-error 201 is not declared
      (async () => ({ status: 201, body: { message: "" } })) satisfies Handlers["extendSession"],
      // @ts-expect-error a GET declares 200 and no 202
      acknowledge satisfies Handlers["getSessions"],
      // @ts-expect-error the body is another
      (async () => ({ status: 202, body: { text: "" } })) satisfies Handlers["extendSession"],
      // @ts-expect-error 418 is declared by no operation
      new Refusal(418, ""),
      acknowledge satisfies Handlers["extendSession"],
    ];
    expect(examples).toBeTypeOf("function");
  });
});
