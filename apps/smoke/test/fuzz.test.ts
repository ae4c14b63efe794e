import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateRequests } from "../src/fuzz/generate/generateRequests.ts";
import { openBearers } from "../src/fuzz/openBearers.ts";
import { runFuzz } from "../src/fuzz/runFuzz.ts";
import { loadContract } from "../src/http/loadContract.ts";
import { createRedactor } from "../src/reports/createRedactor.ts";
import { parsed } from "./faulty/Fault.ts";
import { rightServers } from "./faulty/rightServers.ts";
import { type Answering, forwardAndNote, startProxy, type WireRequest } from "./faulty/startProxy.ts";
import { chooseSize } from "./fullSize.ts";
import { type LiveServer, startLiveServer } from "./startLiveServer.ts";

const seed = Number(process.env.FUZZ_SEED ?? 1 + (Date.now() % 2 ** 30));

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer(200);
});
afterAll(() => server[Symbol.asyncDispose]());

async function fuzz(url: string, runs: number) {
  const target = server.target();
  await using bearers = await openBearers(target, { timeoutMs: 10_000, redactor: createRedactor() });
  return await runFuzz({ url, bearers, email: target.email, runs, seed, timeoutMs: 10_000 });
}

/** Fuzzes the true server behind a proxy. */
async function fuzzBehind(answering: Answering) {
  await using proxy = await startProxy(server, answering);
  return { ...(await fuzz(proxy.url, 4_000)), url: proxy.url };
}

const refusal = (status: number) => ({
  status,
  headers: { "x-error": "no", "x-error-id": crypto.randomUUID() },
  body: "",
});
const json = { "content-type": "application/json" };
const isSuccess = ({ status }: { status: number }) => status === 200 || status === 202;
const isBadBearer = ({ headers }: WireRequest) => headers.authorization?.startsWith("Basic ");

/** Matches only an id that exists. */
const known = /^[\da-f-]{36}$/;

/** Creates the fault of a server that fails at one kind of request. */
function failing(where: string, isMeant: (request: WireRequest) => boolean): typeof faults {
  return [
    [
      `fails ${where}`,
      /it failed with 500/,
      async (request, world) => (isMeant(request) ? refusal(500) : forwardAndNote(request, world)),
    ],
  ];
}

const faults: [name: string, says: RegExp, answering: Answering][] = [
  [
    "fails at an unknown field",
    /it failed with 500/,
    async (request, world) => (/"[^"]*":.*"[^"]*":/.test(request.body) ? refusal(500) : forwardAndNote(request, world)),
  ],
  [
    "accepts a code that is a number",
    /it was accepted with 202, though code does not match its schema/,
    async (request, world) =>
      /"code":[^"]/.test(request.body)
        ? { status: 202, headers: json, body: '{"message":"acknowledged"}' }
        : forwardAndNote(request, world),
  ],
  [
    "accepts a database condition as the code of a pending session",
    /it was accepted with 202, though code does not match its schema/,
    async (request, world) => {
      const { verificationCodeID, code } = parsed(request);
      return known.test(verificationCodeID) && typeof code === "object"
        ? { status: 202, headers: json, body: '{"message":"acknowledged"}' }
        : forwardAndNote(request, world);
    },
  ],
  [
    "closes an existing session for a wrong bearer",
    /it was accepted with 202, though its bearer is/,
    async (request, world) =>
      request.method === "DELETE" && request.bearer !== "" && known.test(request.path.split("/")[2] ?? "")
        ? { status: 202, headers: json, body: '{"message":"acknowledged"}' }
        : forwardAndNote(request, world),
  ],
  ...failing("at a text of more than 255 characters", ({ body, path }) => /x{256}/.test(body) || path.length > 255),
  ...failing("at half of a character", ({ body }) => body.includes("\\ud800")),
  ...failing("at a key that every object has", ({ body }) => body.includes('"__proto__"')),
  ...failing("at deeply nested JSON", ({ body }) => body.includes("[[[[[[[[")),
  ...failing("at a query", ({ path }) => path.includes("?")),
  ...failing("at a scheme in lower case", ({ headers }) => /^bearer /.test(headers.authorization ?? "")),
  [
    "accepts a method that is not declared",
    /it was accepted with 202, though the document declares no PATCH there/,
    async (request, world) =>
      request.line === "PATCH /session"
        ? { status: 202, headers: json, body: '{"message":"acknowledged"}' }
        : forwardAndNote(request, world),
  ],
  [
    "gives all errors the same id",
    /its x-error-id is that of another error/,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const isError = "x-error-id" in answer.headers;
      return isError ? { ...answer, headers: { ...answer.headers, "x-error-id": "constant" } } : answer;
    },
  ],
  [
    "accepts a closed bearer",
    /it was accepted with 200, though its bearer is closed/,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (request.line !== "GET /sessions") return answer;
      const isUnknown = answer.status === 401 && request.bearer.length === 64;
      return isUnknown ? { status: 200, headers: json, body: '{"sessions":[]}' } : answer;
    },
  ],
  [
    "accepts another scheme",
    /it was accepted with 202, though its bearer is another scheme/,
    async (request, world) =>
      isBadBearer(request) && request.method === "PUT"
        ? { status: 202, headers: json, body: '{"message":"acknowledged"}' }
        : forwardAndNote(request, world),
  ],
  [
    "answers an undeclared status",
    /status must be one of 200, 202, .*, the server sent 201 \(openapi\.yaml:\d+ says `responses:`\)/,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      return request.line === "POST /session" && isSuccess(answer) ? { ...answer, status: 201 } : answer;
    },
  ],
  [
    "refuses without an id",
    /header\.x-error-id is required, the server sent none \(openapi\.yaml:\d+ says `required: true`\)/,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const { "x-error-id": _, ...headers } = answer.headers;
      return answer.status === 404 ? { ...answer, headers } : answer;
    },
  ],
  [
    "answers HTML",
    /must be application\/json, the server sent "text\/html" \(openapi\.yaml:\d+ says `application\/json:`\)/,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const isList = request.line === "GET /sessions" && isSuccess(answer);
      return isList ? { ...answer, headers: { ...answer.headers, "content-type": "text/html" } } : answer;
    },
  ],
  [
    "drops connections",
    /there was no response/,
    async (request, world, response) => {
      if (request.method === "DELETE" && isBadBearer(request)) response.socket?.destroy();
      else return forwardAndNote(request, world);
      return undefined;
    },
  ],
];

describe("the fuzzer", () => {
  it("finds nothing wrong with the live server", async () => {
    console.log(`fuzz seed ${seed} (repeat with FUZZ_SEED=${seed})`);
    const runs = chooseSize(1_000, 4_000);
    const result = await fuzz(server.url, runs);
    expect(result.failure).toBeUndefined();
    expect(result.requests).toBe(runs);
    const { percent } = result.coverage.find(({ kind }) => kind === "properties") ?? {};
    expect(percent).toBe(100);
  }, 60_000);

  it.each(faults)(
    "finds the fault of a server that %s and prints a request that repeats it",
    async (_name, says, answering) => {
      const { failure } = await fuzzBehind(answering);
      expect(failure?.problem).toMatch(says);
      expect(failure?.curl).toMatch(/^curl -i -m 10 --path-as-is -X \w+ 'http:/);
    },
    60_000,
  );

  it.each(Object.entries(rightServers))("passes a right server that %s", async (_name, answering) => {
    await using proxy = await startProxy(server, answering);
    expect((await fuzz(proxy.url, chooseSize(100, 400))).failure).toBeUndefined();
  });

  it.each<[string, Answering]>([
    [
      "shows a pending session as not verified",
      async (request, world) => {
        const answer = await forwardAndNote(request, world);
        if (request.line !== "GET /session" || answer.status !== 403) return answer;
        const { sessionID = "", ip, userAgent, expireAt } = world.sessions.at(-1)?.body ?? {};
        const user = { userID: "1", alias: "a", fullName: "A", verified: false, roles: [], groups: [] };
        return { status: 200, headers: json, body: JSON.stringify({ sessionID, ip, userAgent, expireAt, ...user }) };
      },
    ],
    [
      "answers the preflight requests of browsers",
      async (request, world) =>
        request.method === "OPTIONS" ? { status: 204, headers: {}, body: "" } : forwardAndNote(request, world),
    ],
  ])(
    "passes a right server that %s",
    async (_name, answering) => {
      const target = server.target();
      await using proxy = await startProxy(server, answering);
      const here = { ...target, url: proxy.url };
      await using bearers = await openBearers(here, { timeoutMs: 10_000, redactor: createRedactor() });
      const options = {
        url: proxy.url,
        bearers,
        email: target.email,
        runs: chooseSize(1_000, 2_000),
        seed,
        timeoutMs: 10_000,
      };
      expect((await runFuzz(options)).failure).toBeUndefined();
    },
    60_000,
  );

  it("closes the session that it opened when it cannot read the next code, and names itself in each request", async () => {
    const target = server.target();
    const requests: WireRequest[] = [];
    await using proxy = await startProxy(server, async (request, world) => {
      requests.push(request);
      return forwardAndNote(request, world);
    });
    let asked = 0;
    const readCode: typeof target.readCode = async (request) => {
      if (++asked === 2) throw new Error("no mail came");
      return server.codeFor(request.verificationCodeID);
    };
    const opening = openBearers(
      { ...target, url: proxy.url, readCode },
      { timeoutMs: 10_000, redactor: createRedactor() },
    );
    await expect(opening).rejects.toThrow("no mail came");
    expect(requests.filter(({ method }) => method === "DELETE")).toHaveLength(1);
    expect(new Set(requests.map(({ headers }) => headers["user-agent"]))).toEqual(new Set(["session-smoke"]));
  });

  it("shrinks the failing request to the header that matters, and its curl command repeats it", async () => {
    const failing: Answering = async (request, world) =>
      request.headers.cookie === undefined ? forwardAndNote(request, world) : refusal(500);
    await using proxy = await startProxy(server, failing);
    const { failure } = await fuzz(proxy.url, 4_000);
    expect(failure?.problem).toBe("it failed with 500");
    expect(failure?.curl).toMatch(/ -H 'Cookie: .{1,4}'/);
    expect(failure?.curl).not.toMatch(/User-Agent|Accept|X-Forwarded-For/);
    const { stdout } = await promisify(execFile)("bash", ["-c", `${failure?.curl} -s`]);
    expect(stdout).toMatch(/^HTTP\/1.1 500 /);
  }, 60_000);

  it("names itself in most User-Agent headers, and varies the others", async () => {
    const agents: (string | undefined)[] = [];
    await using proxy = await startProxy(server, async (request, world) => {
      agents.push(request.headers["user-agent"]);
      return forwardAndNote(request, world);
    });
    await fuzz(proxy.url, 400);
    const own = agents.filter((agent) => agent === "session-smoke");
    expect(own.length).toBeGreaterThan(agents.length / 2);
    expect(agents).toContain(undefined);
    expect(new Set(agents).size).toBeGreaterThan(20);
  });

  it("creates sessions only for the email that it is given", () => {
    const only = fc.constant("me@example.com");
    const requests = fc.sample(
      generateRequests(loadContract(), { emails: only, ids: { verificationCodeID: "v", sessionID: "s" } }),
      { numRuns: 5_000, seed },
    );
    const emails = requests
      .filter(({ path, mistake }) => path === "/session" && mistake === undefined)
      .flatMap(({ body }) => [...(body?.text ?? "").matchAll(/"email":"([^"]*)"/g)].map(([, email]) => email));
    expect(emails.length).toBeGreaterThan(100);
    expect(new Set(emails)).toEqual(new Set(["me@example.com"]));
  });
});
