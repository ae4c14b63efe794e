import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type Mock, startMock } from "../../src/index.ts";
import { it as base, bearer } from "../fixture.ts";
import { installMock } from "../installMock.ts";
import { startPrismCommand } from "./startPrismCommand.ts";

const document = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));

// `prism mock` serves at the root only.
const it = base.extend({ mockOptions: [{ alsoAtRoot: true }, { scope: "worker" }] });

let packed: Mock;
let prism: Awaited<ReturnType<typeof startPrismCommand>>;
let folder: string;

beforeAll(async () => {
  folder = installMock();
  // The bundled part of Prism must respond as the whole package.
  const bundle = pathToFileURL(join(folder, "node_modules/@session-api/mock/dist/index.js")).href;
  const installed: { startMock: typeof startMock } = await import(/* @vite-ignore */ bundle);
  [packed, prism] = await Promise.all([installed.startMock({ alsoAtRoot: true }), startPrismCommand(document)]);
}, 60_000);

afterAll(async () => {
  await Promise.all([packed?.close(), prism?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

interface ReceivedResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Returns undefined when the server does not respond. Prism never responds to some requests on which it fails. */
async function ask(url: string, [path, init]: Call, timeoutMs = 10_000): Promise<ReceivedResponse | undefined> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url + path, { ...init, signal }).catch(() => undefined);
  if (!response) return undefined;
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

type Call = [path: string, init: RequestInit];

const json = { "content-type": "application/json" };
const email = "john@doe.net";
const verification = { verificationCodeID: "any", code: "012345" };

const create = (body: unknown, headers = {}): Call => [
  "/session",
  { method: "POST", headers: { ...json, ...headers }, body: JSON.stringify(body) },
];
const verify = (body: unknown, headers = {}): Call => [
  "/session/verification",
  { method: "PUT", headers: { ...json, ...headers }, body: JSON.stringify(body) },
];
const check = (headers = {}): Call => ["/session", { headers }];
const list = (headers = {}): Call => ["/sessions", { headers }];
const extend = (headers = {}): Call => ["/session/extend", { method: "PUT", headers }];
const close = (id: string, headers = {}): Call => [`/session/${id}`, { method: "DELETE", headers }];

const sameResponses: Record<string, Call> = {
  createSession: create({ email }),
  "createSession with a charset": create({ email }, { "content-type": "application/json; charset=utf-8" }),
  "createSession with an unknown field": create({ email, kind: "standard" }),
  "createSession, asked for 202": create({ email }, { prefer: "code=202" }),
  "createSession without a body": create(undefined),
  "createSession without its field": create({}),
  "createSession with a number for an email": create({ email: 7 }),
  "createSession with a malformed email address": create({ email: "john" }),
  "createSession with a bare array": create([]),
  "createSession with another content type": create({ email }, { "content-type": "text/plain" }),
  verifySession: verify(verification),
  "verifySession with a number for a code": verify({ ...verification, code: 12345 }),
  "verifySession, asked for 401": verify(verification, { prefer: "code=401" }),
  checkSession: check(bearer),
  "checkSession without a bearer": check(),
  "checkSession with another scheme": check({ authorization: "Basic am9objpkb2U=" }),
  "checkSession with an empty bearer": check({ authorization: "Bearer" }),
  "checkSession, asked for an example": check({ ...bearer, prefer: "example=checkedSession" }),
  getSessions: list(bearer),
  "getSessions without a bearer": list(),
  "getSessions, asked for 400": list({ ...bearer, prefer: "code=400" }),
  "getSessions, asked for 401": list({ ...bearer, prefer: "code=401" }),
  "getSessions, asked for 403": list({ ...bearer, prefer: "code=403" }),
  "getSessions, asked for 404": list({ ...bearer, prefer: "code=404" }),
  "getSessions, asked for 429": list({ ...bearer, prefer: "code=429" }),
  "getSessions, asked for 500": list({ ...bearer, prefer: "code=500" }),
  extendSession: extend(bearer),
  "extendSession without a bearer": extend(),
  closeSession: close("6a2b4c5d-6e7f-8g9h-0i1j-2k3l4m5n6o7p", bearer),
  "closeSession of an id that is also a route": close("extend", bearer),
  "closeSession without a bearer": close("any"),
  "closeSession with a body, which is not declared": [
    "/session/any",
    { method: "DELETE", headers: { ...bearer, ...json }, body: "{}" },
  ],
};

describe("a request that Prism handles correctly", () => {
  it.for(Object.entries(sameResponses))("gets the same response: %s", async ([_name, call], { mock }) => {
    const [ours, bundles, prisms] = await Promise.all([mock, packed, prism].map(({ url }) => ask(url, call)));
    // The moment of a response decides its expiry, unless the request asks for the example of the document.
    const isExact = String(Object(call[1].headers).prefer).includes("example=");
    const comparable = isExact
      ? withoutTransport
      : (response: typeof ours) => withoutExpiry(withoutTransport(response));
    expect(comparable(ours)).toEqual(comparable(prisms));
    expect(comparable(bundles)).toEqual(comparable(prisms));
  });
});

/** Removes the headers that belong to the connection or to CORS. */
function withoutTransport(response: ReceivedResponse | undefined): ReceivedResponse | undefined {
  if (!response) throw new Error("no response");
  const headers = Object.entries(response.headers).filter(
    ([name]) => !name.startsWith("access-control-") && !["date", "connection", "keep-alive", "vary"].includes(name),
  );
  return { ...response, headers: Object.fromEntries(headers) };
}

function withoutExpiry(response: ReceivedResponse | undefined) {
  const { "content-length": _, ...headers } = response?.headers ?? {};
  return { ...response, headers, body: response?.body.replace(/"expireAt":\d+/g, '"expireAt":0') };
}

interface Correction {
  call: Call;
  /** Checks the response of Prism, so that this test fails when Prism changes. */
  prisms: (response: ReceivedResponse | undefined) => void;
  ours: (response: ReceivedResponse) => void;
}

const isNoResponse = (response: ReceivedResponse | undefined) => expect(response).toBeUndefined();
const isProblem = (status: number) => (response: ReceivedResponse | undefined) => {
  expect(response).toMatchObject({ status, headers: { "content-type": "application/problem+json" } });
  expect(response?.headers).not.toHaveProperty("x-error-id");
};
const isError =
  (status: number, headers: Record<string, unknown> = {}) =>
  (response: ReceivedResponse) => {
    const both = { "x-error": expect.stringMatching(/./), "x-error-id": expect.stringMatching(/./) };
    expect(response).toMatchObject({ status, headers: { ...both, ...headers }, body: "" });
  };

const listExpiries = (body = ""): number[] =>
  JSON.parse(body).sessions.map(({ expireAt }: { expireAt: number }) => expireAt);

const corrections: Record<string, Correction> = {
  "malformed JSON never gets a response": {
    call: ["/session", { method: "POST", headers: json, body: "{" }],
    prisms: isNoResponse,
    ours: isError(400),
  },
  "the path of the server is unknown": {
    call: ["/api/auth/v2/session", { headers: bearer }],
    prisms: isProblem(404),
    ours: (response) => expect(response.status).toBe(200),
  },
  "an expiry is in the year 2100, beyond the longest timer": {
    call: list(bearer),
    prisms: (response) => expect(listExpiries(response?.body)).toEqual([4_102_444_800, 4_102_441_200]),
    ours: (response) => {
      for (const expireAt of listExpiries(response.body)) {
        expect(expireAt).toBeGreaterThan(Date.now() / 1_000);
        expect(expireAt - Date.now() / 1_000).toBeLessThan(2 ** 31 / 1_000);
      }
    },
  },
  "an unknown route has no error headers": {
    call: ["/unknown", {}],
    prisms: isProblem(404),
    ours: isError(404),
  },
  "a wrong method has no error headers and no Allow": {
    call: ["/session/extend", { headers: bearer }],
    prisms: isProblem(405),
    ours: isError(405, { allow: "DELETE, PUT" }),
  },
  "HEAD has no error headers and no Allow": {
    call: ["/sessions", { method: "HEAD", headers: bearer }],
    prisms: (response) =>
      expect(response).toMatchObject({ status: 405, headers: expect.not.objectContaining({ allow: "GET" }) }),
    ours: isError(405, { allow: "GET" }),
  },
  "a malformed content type fails the server": {
    call: create({ email }, { "content-type": "garbage" }),
    prisms: (response) => expect(response?.status).toBe(500),
    ours: isError(400, { "x-error": "invalid request: the content type is not application/json" }),
  },
  "another kind of JSON is accepted as JSON": {
    call: create({ email }, { "content-type": "application/vnd.api+json" }),
    prisms: (response) => expect(response?.status).toBe(200),
    ours: isError(400, { "x-error": "invalid request: the content type is not application/json" }),
  },
  "a scheme in lower case is refused": {
    call: check({ authorization: "bearer any" }),
    prisms: (response) => expect(response?.status).toBe(401),
    ours: (response) => expect(response.status).toBe(200),
  },
  "a preflight of an unknown route is allowed": {
    call: [
      "/unknown",
      { method: "OPTIONS", headers: { origin: "https://app.example", "access-control-request-method": "GET" } },
    ],
    prisms: (response) => expect(response?.status).toBe(204),
    ours: isError(404),
  },
  "a preferred status that does not exist is read as 200": {
    call: check({ ...bearer, prefer: "code=000" }),
    prisms: (response) => expect(response?.status).toBe(200),
    ours: isError(400, { "x-error": "Prefer: code must be a status, for example code=404" }),
  },
  "an Accept that is not JSON is refused with an undeclared status": {
    call: check({ ...bearer, accept: "text/html" }),
    prisms: isProblem(406),
    ours: (response) =>
      expect(response).toMatchObject({ status: 200, headers: { "content-type": "application/json" } }),
  },
  "a preferred status that is not declared looks like a missing resource": {
    call: check({ ...bearer, prefer: "code=418" }),
    prisms: isProblem(404),
    ours: isError(400, { "x-error": expect.stringMatching(/declares 200, .+, not 418$/) }),
  },
  "a preferred example that does not exist looks like a missing resource": {
    call: check({ ...bearer, prefer: "example=unknown" }),
    prisms: isProblem(404),
    ours: isError(400, {
      "x-error": expect.stringMatching(/no response has such an example .+: there is checkedSession$/),
    }),
  },
  "a preferred status of letters is refused with an undeclared status": {
    call: check({ ...bearer, prefer: "code=teapot" }),
    prisms: isProblem(422),
    ours: isError(400, { "x-error": "Prefer: code must be a status, for example code=404" }),
  },
  "a body of any size is read": {
    call: create({ email, padding: "x".repeat(5_000) }),
    prisms: (response) => expect(response?.status).toBe(200),
    ours: isError(400, { "x-error": "invalid request: the body is larger than 4096 bytes" }),
  },
  "a byte order mark before JSON never gets a response": {
    call: ["/session", { method: "POST", headers: json, body: `\ufeff{"email":"${email}"}` }],
    prisms: isNoResponse,
    ours: (response) => expect(response.status).toBe(200),
  },
  "a page that sends credentials cannot read the error headers": {
    call: check({ origin: "https://app.example" }),
    prisms: (response) =>
      expect(response?.headers).toMatchObject({
        "access-control-expose-headers": "*",
        "access-control-allow-credentials": "true",
      }),
    ours: ({ headers }) => {
      expect(headers["access-control-expose-headers"]).toMatch(/^x-error, x-error-id, Retry-After,/);
      expect(headers).not.toHaveProperty("access-control-allow-credentials");
    },
  },
  // The last one, because Prism responds to nothing after it.
  "a path with broken percent-encoding never gets a response": {
    call: close("%zz", bearer),
    prisms: isNoResponse,
    ours: isError(400),
  },
};

describe("a behaviour of Prism that the mock corrects", () => {
  it("the root is served, and a missing base path is not found", async () => {
    await using mock = await startMock();
    const root = mock.url.replace("/api/auth/v2", "");
    expect(await ask(prism.url, check(bearer))).toMatchObject({ status: 200 });
    const ours = await ask(root, check(bearer));
    if (!ours) throw new Error("the mock did not respond");
    isError(404)(ours);
  });

  it.for(Object.entries(corrections))("%s", async ([_name, { call, prisms, ours }], { mock }) => {
    const roots = [mock, packed].map(({ url }) => url.replace("/api/auth/v2", ""));
    const timeoutMs = prisms === isNoResponse ? 2_000 : 10_000;
    prisms(await ask(prism.url, call, timeoutMs));
    for (const response of await Promise.all(roots.map((root) => ask(root, call)))) {
      if (!response) throw new Error("the mock did not respond");
      ours(response);
    }
  });
});
