import { gzipSync } from "node:zlib";
import { toEntry } from "./Fault.ts";
import { type Answering, forwardAndNote, type WireAnswer, type WireRequest } from "./startProxy.ts";

type Change = (answer: WireAnswer, request: WireRequest) => WireAnswer;

const isSuccess = ({ status }: WireAnswer) => status === 202 || status === 200;

function differing(change: Change): Answering {
  return async (request, world) => change(await forwardAndNote(request, world), request);
}

/** Answers `to` when our server answers `from`. */
function answering(from: number, to: number, when: (request: WireRequest) => boolean = () => true): Answering {
  return differing((answer, request) => (answer.status === from && when(request) ? { ...answer, status: to } : answer));
}

const isVerify = ({ line }: WireRequest) => line === "PUT /session/verification";
const isClose = ({ method }: WireRequest) => method === "DELETE";
const hasBody = ({ body }: WireRequest) => body !== "";
const json = { "content-type": "application/json; charset=UTF-8" };

/** Moves the expiry of a session by a second with each request of its bearer, before or after the response. */
function sliding(when: "before" | "after"): Answering {
  return async (request, world) => {
    const answer = await forwardAndNote(request, world);
    const asker = world.sessions.find(({ bearer, isVerified }) => bearer === request.bearer && isVerified);
    const movedBy = (id: string) => (world.memory.get(id) as number | undefined) ?? 0;
    const move = () => asker && world.memory.set(asker.sessionID, movedBy(asker.sessionID) + 1);
    const moved = (session: { sessionID: string; expireAt: number }) => ({
      ...session,
      expireAt: session.expireAt + movedBy(session.sessionID),
    });
    if (when === "before") move();
    if (request.method === "GET" && isSuccess(answer)) {
      const { sessions, ...session } = JSON.parse(answer.body);
      answer.body = JSON.stringify(sessions ? { sessions: sessions.map(moved) } : moved(session));
    }
    if (when === "after") move();
    return answer;
  };
}

/** Shows all times by a clock that differs. */
function clockBy(seconds: number): Answering {
  return differing((answer) => ({
    ...answer,
    headers: { ...answer.headers, date: new Date(Date.now() + 1_000 * seconds).toUTCString() },
    body: answer.body.replace(/"expireAt":(\d+)/g, (_, expireAt) => `"expireAt":${Number(expireAt) + seconds}`),
  }));
}

/** Servers that differ from ours and are right, because the API's page allows it. Smoke must pass each of them. */
export const rightServers: Record<string, Answering> = {
  "repeats the bearer of a request that it refuses": differing((answer, { bearer }) =>
    bearer === "" || isSuccess(answer)
      ? answer
      : { ...answer, headers: { ...answer.headers, "x-error": `unauthorized: ${bearer}` } },
  ),
  "answers 200 instead of 202": answering(202, 200),
  "answers 401 to a pending bearer": answering(403, 401),
  "answers 200 with verified false to a pending bearer": async (request, world) => {
    const answer = await forwardAndNote(request, world);
    const pending = world.sessions.find(({ bearer, isVerified }) => bearer === request.bearer && !isVerified);
    if (request.line !== "GET /session" || !pending) return answer;
    const user = { userID: "u", alias: "", fullName: "", verified: false, roles: [], groups: [] };
    return { status: 200, headers: json, body: JSON.stringify({ ...pending.body, ...user }) };
  },
  "answers 403 to an invalid bearer": answering(401, 403, (request) => !isVerify(request)),
  "answers 400 to a wrong code": answering(401, 400, isVerify),
  "answers 403 to a wrong code": answering(401, 403, isVerify),
  "answers 404 to a wrong code": answering(401, 404, isVerify),
  "answers 403 to an unknown id": answering(404, 403, isClose),
  "answers 413 to a wrong body": answering(400, 413, hasBody),
  "answers 415 to a wrong body": answering(400, 415, hasBody),
  "answers 422 to a wrong body": answering(400, 422, hasBody),
  "answers 404 to another method": answering(405, 404),
  "sends no WWW-Authenticate and no Allow": differing((answer) => {
    const { "www-authenticate": _, allow: __, ...headers } = answer.headers;
    return { ...answer, headers };
  }),
  "adds fields": differing((answer) => {
    if (!isSuccess(answer)) return answer;
    return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), kind: "standard" }) };
  }),
  "adds headers": differing((answer) => ({
    ...answer,
    headers: { ...answer.headers, "x-request-id": "1", "access-control-allow-origin": "*", via: "1.1 proxy" },
  })),
  "sends no Date": differing((answer) => {
    const { date: _, ...headers } = answer.headers;
    return { ...answer, headers };
  }),
  "adds a body to its errors": differing((answer) =>
    isSuccess(answer) ? answer : { ...answer, headers: { ...answer.headers, ...json }, body: '{"error":"no"}' },
  ),
  "acknowledges in other words": differing((answer) => ({
    ...answer,
    body: answer.body.replace("acknowledged", "done"),
  })),
  "writes its media type with a charset": differing((answer) =>
    isSuccess(answer) ? { ...answer, headers: { ...answer.headers, ...json } } : answer,
  ),
  "refuses an email without an account": async (request, world) =>
    request.body.includes(".invalid")
      ? { status: 404, headers: { "x-error": "unknown", "x-error-id": crypto.randomUUID() }, body: "" }
      : forwardAndNote(request, world),
  "lists pending sessions": async (request, world) => {
    const answer = await forwardAndNote(request, world);
    if (request.line !== "GET /sessions" || !isSuccess(answer)) return answer;
    const asker = world.sessions.find(({ bearer }) => bearer === request.bearer);
    const pending = world.sessions.filter(({ email, isVerified }) => email === asker?.email && !isVerified);
    const { sessions } = JSON.parse(answer.body);
    const all = [...sessions, ...pending.map(toEntry)];
    return { ...answer, body: JSON.stringify({ sessions: all }) };
  },
  "lists in another order, and sessions of other logins": differing((answer, { line }) => {
    if (line !== "GET /sessions" || !isSuccess(answer)) return answer;
    const { sessions } = JSON.parse(answer.body);
    const older = { ...sessions[0], sessionID: "6a2b4c5d-6e7f-8g9h-0i1j-2k3l4m5n6o7p", userAgent: "", current: false };
    return { ...answer, body: JSON.stringify({ sessions: [...sessions.reverse(), older] }) };
  }),
  "sends the error headers with a success too": differing((answer) =>
    isSuccess(answer) ? { ...answer, headers: { ...answer.headers, "x-error": "", "x-error-id": "-" } } : answer,
  ),
  "compresses its answers": async (request, world, response) => {
    const answer = await forwardAndNote(request, world);
    const { "content-length": _, ...headers } = answer.headers;
    response.writeHead(answer.status, { ...headers, "content-encoding": "gzip" });
    response.end(gzipSync(answer.body));
    return undefined;
  },
  "has a clock an hour ahead": clockBy(3_600),
  "has a clock an hour behind": clockBy(-3_600),
  "shows another ip and userAgent": differing((answer) => ({
    ...answer,
    body: answer.body.replaceAll("127.0.0.1", "127.0.0.x").replaceAll("session-smoke", "session"),
  })),
  "refuses a code after its third try": async (request, world) => {
    if (!isVerify(request)) return forwardAndNote(request, world);
    const id = /"verificationCodeID":"([^"]*)"/.exec(request.body)?.[1] ?? "";
    const tries = 1 + ((world.memory.get(id) as number | undefined) ?? 0);
    world.memory.set(id, tries);
    const spent = { ...request, body: JSON.stringify({ verificationCodeID: id, code: "spent" }) };
    return forwardAndNote(tries > 3 && id.length > 1 ? spent : request, world);
  },
  "is at its limits at the first request of each kind": async (request, world) => {
    const isKnown = request.method === "DELETE" || world.memory.has(request.line);
    world.memory.set(request.line, true);
    if (isKnown) return forwardAndNote(request, world);
    const headers = { "x-error": "too many requests", "x-error-id": crypto.randomUUID(), "retry-after": "5" };
    return { status: 429, headers, body: "" };
  },
  "moves a session's expiry with each of its requests": sliding("before"),
  "moves a session's expiry after each answer to it": sliding("after"),
};
