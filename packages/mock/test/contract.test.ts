import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { startPrismCommand } from "./prismCommand.ts";

const document = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));

let mock: Mock;
let prism: Awaited<ReturnType<typeof startPrismCommand>>;

beforeAll(async () => {
  [mock, prism] = await Promise.all([startMock(), startPrismCommand(document)]);
}, 60_000);

afterAll(async () => {
  await Promise.all([mock?.close(), prism?.close()]);
});

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Undefined when the server does not answer: Prism waits for ever where it fails. */
async function ask(url: string, path: string, init: RequestInit): Promise<Answer | undefined> {
  const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  if (!response) return undefined;
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

const bearer = { authorization: "Bearer any" };
const json = { "content-type": "application/json" };
const createBody = JSON.stringify({ email: "john@doe.net" });
const verifyBody = JSON.stringify({ verificationCodeID: "any", code: "012345" });

const rightAnswers: [name: string, path: string, init: RequestInit][] = [
  ["createSession", "/session", { method: "POST", headers: json, body: createBody }],
  [
    "createSession with charset",
    "/session",
    { method: "POST", headers: { "content-type": "application/json; charset=utf-8" }, body: createBody },
  ],
  [
    "createSession with an unknown field",
    "/session",
    { method: "POST", headers: json, body: JSON.stringify({ email: "john@doe.net", kind: "standard" }) },
  ],
  [
    "createSession, asked for 202",
    "/session",
    { method: "POST", headers: { ...json, prefer: "code=202" }, body: createBody },
  ],
  ["createSession without a body", "/session", { method: "POST", headers: json }],
  ["createSession without its field", "/session", { method: "POST", headers: json, body: "{}" }],
  [
    "createSession with a number for an email",
    "/session",
    { method: "POST", headers: json, body: JSON.stringify({ email: 7 }) },
  ],
  [
    "createSession with no email address",
    "/session",
    { method: "POST", headers: json, body: JSON.stringify({ email: "john" }) },
  ],
  ["createSession with a bare array", "/session", { method: "POST", headers: json, body: "[]" }],
  [
    "createSession with another content type",
    "/session",
    { method: "POST", headers: { "content-type": "text/plain" }, body: createBody },
  ],
  ["verifySession", "/session/verification", { method: "PUT", headers: json, body: verifyBody }],
  [
    "verifySession with a number for a code",
    "/session/verification",
    { method: "PUT", headers: json, body: JSON.stringify({ verificationCodeID: "any", code: 12345 }) },
  ],
  [
    "verifySession, asked for 401",
    "/session/verification",
    { method: "PUT", headers: { ...json, prefer: "code=401" }, body: verifyBody },
  ],
  ["checkSession", "/session", { headers: bearer }],
  ["checkSession without a bearer", "/session", {}],
  ["checkSession with another scheme", "/session", { headers: { authorization: "Basic am9objpkb2U=" } }],
  ["checkSession with an empty bearer", "/session", { headers: { authorization: "Bearer" } }],
  ["checkSession, asked for an example", "/session", { headers: { ...bearer, prefer: "example=checkedSession" } }],
  ["getSessions", "/sessions", { headers: bearer }],
  ["getSessions without a bearer", "/sessions", {}],
  ["extendSession", "/session/extend", { method: "PUT", headers: bearer }],
  ["extendSession without a bearer", "/session/extend", { method: "PUT" }],
  ["closeSession", "/session/6a2b4c5d-6e7f-8g9h-0i1j-2k3l4m5n6o7p", { method: "DELETE", headers: bearer }],
  ["closeSession of an id that looks like a route", "/session/extend", { method: "DELETE", headers: bearer }],
  ["closeSession without a bearer", "/session/any", { method: "DELETE" }],
  ...[400, 401, 403, 404, 429, 500].map((code): [string, string, RequestInit] => [
    `getSessions, asked for ${code}`,
    "/sessions",
    { headers: { ...bearer, prefer: `code=${code}` } },
  ]),
];

describe("what Prism answers rightly", () => {
  it.each(rightAnswers)("%s is answered the same", async (_name, path, init) => {
    const [ours, prisms] = await Promise.all([ask(mock.url, path, init), ask(prism.url, path, init)]);
    expect(withoutTransport(ours)).toEqual(withoutTransport(prisms));
  });
});

/** Headers that belong to the connection or to CORS are no part of the answer. */
function withoutTransport(answer: Answer | undefined): Answer | undefined {
  if (!answer) throw new Error("no answer");
  const headers = Object.entries(answer.headers).filter(
    ([name]) => !name.startsWith("access-control-") && !["date", "connection", "keep-alive", "vary"].includes(name),
  );
  return { ...answer, headers: Object.fromEntries(headers) };
}

interface Fault {
  fault: string;
  path: string;
  init: RequestInit;
  /** What Prism does, so that we notice when it no longer does. */
  prisms: (answer: Answer | undefined) => unknown;
  ours: (answer: Answer) => unknown;
}

const anError = { "x-error": expect.stringMatching(/./), "x-error-id": expect.stringMatching(/./) };
const isProblem = (status: number) => (answer: Answer | undefined) => {
  expect(answer?.status).toBe(status);
  expect(answer?.headers["content-type"]).toBe("application/problem+json");
  expect(answer?.headers).not.toHaveProperty("x-error-id");
};
const isError =
  (status: number, headers: Record<string, unknown> = {}) =>
  (answer: Answer) => {
    expect(answer).toMatchObject({ status, headers: { ...anError, ...headers }, body: "" });
  };

const faults: Fault[] = [
  {
    fault: "malformed JSON is never answered",
    path: "/session",
    init: { method: "POST", headers: json, body: "{" },
    prisms: (answer) => expect(answer).toBeUndefined(),
    ours: isError(400),
  },
  {
    fault: "the path of the server is unknown",
    path: "/api/auth/v2/session",
    init: { headers: bearer },
    prisms: isProblem(404),
    ours: (answer) => expect(answer.status).toBe(200),
  },
  {
    fault: "an unknown route has no error headers",
    path: "/unknown",
    init: {},
    prisms: isProblem(404),
    ours: isError(404),
  },
  {
    fault: "a wrong method has no error headers and no Allow",
    path: "/session/extend",
    init: { headers: bearer },
    prisms: isProblem(405),
    ours: isError(405, { allow: "DELETE, PUT" }),
  },
  {
    fault: "HEAD has no error headers and no Allow",
    path: "/sessions",
    init: { method: "HEAD", headers: bearer },
    prisms: (answer) => {
      expect(answer?.status).toBe(405);
      expect(answer?.headers).not.toHaveProperty("allow");
    },
    ours: isError(405, { allow: "GET" }),
  },
  {
    fault: "an Accept that is not JSON is refused with an undeclared status",
    path: "/session",
    init: { headers: { ...bearer, accept: "text/html" } },
    prisms: isProblem(406),
    ours: (answer) => expect(answer).toMatchObject({ status: 200, headers: { "content-type": "application/json" } }),
  },
  {
    fault: "a preferred status that is not declared looks like a missing resource",
    path: "/session",
    init: { headers: { ...bearer, prefer: "code=418" } },
    prisms: isProblem(404),
    ours: isError(400, { "x-error": expect.stringContaining("Requested status code 418 is not defined") }),
  },
  {
    fault: "a preferred example that does not exist looks like a missing resource",
    path: "/session",
    init: { headers: { ...bearer, prefer: "example=nobody" } },
    prisms: isProblem(404),
    ours: isError(400, { "x-error": expect.stringContaining("exampleKey: nobody does not exist") }),
  },
  {
    fault: "a preference that is no status is refused with an undeclared status",
    path: "/session",
    init: { headers: { ...bearer, prefer: "code=teapot" } },
    prisms: isProblem(422),
    ours: isError(400, { "x-error": "Prefer: code wants a status, for example code=404" }),
  },
  {
    fault: "a body of any size is read",
    path: "/session",
    init: {
      method: "POST",
      headers: json,
      body: JSON.stringify({ email: "john@doe.net", padding: "x".repeat(5_000) }),
    },
    prisms: (answer) => expect(answer?.status).toBe(200),
    ours: isError(400, { "x-error": "invalid request: the body is larger than 4096 bytes" }),
  },
  {
    fault: "a page that sends credentials cannot read the error headers",
    path: "/session",
    init: { headers: { origin: "https://app.example" } },
    prisms: (answer) =>
      expect(answer?.headers).toMatchObject({
        "access-control-expose-headers": "*",
        "access-control-allow-credentials": "true",
      }),
    ours: (answer) => {
      expect(answer.headers["access-control-expose-headers"]).toMatch(/\bx-error, x-error-id, Retry-After\b/);
      expect(answer.headers).not.toHaveProperty("access-control-allow-credentials");
    },
  },
];

describe("what we correct", () => {
  it.each(faults)("$fault", async ({ path, init, prisms, ours }) => {
    const root = mock.url.replace("/api/auth/v2", "");
    const [ourAnswer, prismsAnswer] = await Promise.all([ask(root, path, init), ask(prism.url, path, init)]);
    prisms(prismsAnswer);
    if (!ourAnswer) throw new Error("the mock did not answer");
    ours(ourAnswer);
  });

  // Last, because Prism does not survive it.
  it("a path with broken percent-encoding ends the process", async () => {
    const init = { method: "DELETE", headers: bearer };
    const ourAnswer = await ask(mock.url, "/session/%zz", init);
    const prismsAnswer = await ask(prism.url, "/session/%zz", init);
    expect(prismsAnswer).toBeUndefined();
    expect(ourAnswer).toMatchObject({ status: 400, headers: anError });
  });
});
