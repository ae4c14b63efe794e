import assert from "node:assert/strict";
import { serverNowMs } from "../http/serverNowMs.ts";
import type { Target } from "../targets/Target.ts";
import { type Flow, type Login, userAgent as ourUserAgent } from "./createFlow.ts";
import {
  type Call,
  checkSession,
  closeSession,
  createSession,
  getSessions,
  verifySession,
  type Who,
} from "./requests.ts";

/** What is shorter stands in an answer by chance. */
const shortestSecret = 4;

/** Sends a request and holds its answer against an expectation. Throws what is to be reported. */
export type Check = (flow: Flow) => Promise<void>;

/**
 * Which statuses refuse what. The first is the decision of this project and binds its own servers; a right foreign
 * server may answer any of them.
 */
const refusals = {
  pendingBearer: [403, 401],
  bearer: [401, 403],
  code: [401, 400, 403, 404],
  session: [404, 403],
  request: [400, 413, 415, 422],
  method: [405, 404],
  route: [404],
  tooOften: [429],
} as const;

/** What our servers add to a refusal: a header, and what is right in it. */
interface OurHeader {
  name: string;
  isRight: (value: string, method: string) => boolean;
  right: string;
}

const ourHeaders: Partial<Record<keyof typeof refusals, OurHeader>> = {
  bearer: { name: "WWW-Authenticate", isRight: (value) => /^Bearer\b/i.test(value), right: "Bearer" },
  method: {
    name: "Allow",
    isRight: (value, method) => !value.split(/\s*,\s*/).includes(method),
    right: "what was not sent",
  },
  tooOften: { name: "Retry-After", isRight: (value) => /^[1-9]\d*$/.test(value), right: "a number of seconds" },
};

/** Expects that a session's own code verifies it. */
export function verifies(who: Who, more?: Record<string, unknown>): Check {
  return async (flow) => {
    await verifySession(who, who, more)(flow);
    const { code, secretFrom } = flow[who];
    flow[who].isVerified = true;
    const told = flow.answers.slice(secretFrom).find(({ text }) => holds(text, code));
    assert.ok(!told, `the answer to ${told?.request} told the code that was mailed`);
  };
}

/** Whether a code stands in a text by itself, and not as a part of an id. */
function holds(text: string, code: string): boolean {
  const escaped = code.replace(/[^\w]/g, "\\$&");
  return code.length >= shortestSecret && new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text);
}

/** Expects the answer 200 or 202. */
export function accepts(call: Call): Check {
  return async (flow) => void (await call(flow));
}

/** Expects a refusal. That it carries both error headers is seen to for every answer. */
export function refuses(refusal: keyof typeof refusals, call: (flow: Flow) => Promise<unknown>): Check {
  return async (flow) => {
    const error = await call(flow).then(
      () => undefined,
      (error: unknown) => error,
    );
    const { exchange } = flow.last;
    if (!exchange) throw error;
    const { status, headers } = exchange;
    const [ours, ...others] = refusals[refusal];
    const right: number[] = flow.target.isStrict ? [ours] : [ours, ...others];
    const isAccepted = status === 200 || status === 202;
    assert.ok(!isAccepted, `it was accepted with ${status}; a refusal with ${right.join(" or ")} is right`);
    const explained = error instanceof Error ? error.message : `it answered ${status}`;
    assert.ok(right.includes(status), `${explained}; ${right.join(" or ")} is right`);
    // The page says nothing of these statuses, so whoever chose them is not wrong.
    for (const violation of flow.violations) if (violation.rule === "responses") violation.severity = "warning";
    if (flow.target.isStrict && refusal === "code") soundsAlike(flow, headers.get("x-error") ?? "");
    const header = flow.target.isStrict && ourHeaders[refusal];
    if (!header) return;
    const { name, isRight, right: wanted } = header;
    const value = headers.get(name);
    assert.ok(value, `the answer ${status} has no ${name} header`);
    assert.ok(isRight(value, exchange.method), `the answer ${status} has ${name}: ${value}; ${wanted} is right`);
  };
}

/** Whoever tries codes must not learn from the words whether a code is wrong, used or nobody's. */
function soundsAlike(flow: Flow, words: string): void {
  flow.codeRefusal ??= words;
  assert.ok(words === flow.codeRefusal, "its x-error differs from that of another code that was refused");
}

/** Expects that nobody can tell the session that was started from that of `other`. */
export function startsAlike(who: Who, other: Who): Check {
  return async (flow) => {
    await starts(who)(flow);
    const [shape, right] = [flow[who].shape, flow[other].shape];
    assert.ok(shape === right, `it was answered with ${shape}, and an email with an account with ${right}`);
  };
}

/** Expects a pending session unlike any other, and takes down what is needed to go on with it. */
export function starts(who: Who, more?: Record<string, unknown>): Check {
  return async (flow) => {
    const { data } = await createSession(who, more)(flow);
    assert.ok(
      typeof data?.bearer === "string" && data.bearer && data.sessionID && data.verificationCodeID,
      "it names no session that can be verified",
    );
    const { bearer, sessionID, verificationCodeID, ip, userAgent } = data;
    Object.assign(flow[who], {
      bearer,
      sessionID,
      verificationCodeID,
      ip,
      userAgent,
      isOpen: true,
      askedAt: flow.last.sentAt,
      secretFrom: flow.answers.length - 1,
      shape: shapeOf(flow.last.exchange?.status, data),
    });
    liesAhead(flow, data.expireAt);
    assert.ok(ip !== "", "ip is empty");
    if (isOnThisMachine(flow.target)) assert.ok(loopback.test(ip), `ip is ${ip}; a loopback address is right`);
    if (!flow.target.abilities.includes("remembers")) return;
    const others = (Object.keys(titles) as Who[]).filter((other) => other !== who);
    for (const field of ["bearer", "sessionID", "verificationCodeID"] as const)
      assert.ok(!others.some((other) => flow[other][field] === data[field]), `${field} is that of another session`);
    if (flow.target.isStrict) assert.ok(data.userAgent === ourUserAgent, "userAgent is not the one that was sent");
  };
}

function shapeOf(status: number | undefined, data: object): string {
  const fields = Object.entries(data).map(([name, value]) =>
    typeof value === "string" ? `${name} of ${value.length}` : `${name}, a ${typeof value}`,
  );
  return [status, ...fields.sort()].join(", ");
}

/** Expects that a bearer whose code was not sent back is refused, or shown as unverified. */
export function isPending(who: Who): Check {
  return async (flow) => {
    const checked = checkSession(who)(flow);
    const isShownAsPending = await checked.then(
      ({ data }) => data?.verified === false,
      () => false,
    );
    if (!isShownAsPending || flow.target.isStrict) await refuses("pendingBearer", () => checked)(flow);
  };
}

const loopback = /^(127\.|::ffff:127\.|\[?::1\]?$)/;

type Shown = Pick<Login, "ip" | "userAgent" | "expireAt">;

/** Whether an expiry is right, given the one that was shown before. */
export type ExpiryRule = (expireAt: number, before: number, target: Target) => boolean;

/** The expiry of the session that asks: a foreign server may move it with each request of its bearer. */
export const kept: ExpiryRule = (expireAt, before, { isStrict }) =>
  isStrict ? expireAt === before : expireAt >= before;

/** Expects the session behind the bearer, verified, as it was created, and an expiry that `isRight`. */
export function names(who: Who, isRight: ExpiryRule = () => true, headers: Record<string, string> = {}): Check {
  return async (flow) => {
    const login = flow[who];
    const { data } = await checkSession(who, headers)(flow);
    assert.ok(data?.verified === true, "verified is not true");
    assert.ok(data.sessionID === login.sessionID, "sessionID is not that of createSession");
    liesAhead(flow, data.expireAt);
    if (!flow.target.abilities.includes("remembers")) return;
    login.userID = data.userID;
    const first = who === "second" ? flow.mine : who === "theirSecond" ? flow.theirs : login;
    assert.ok(data.userID === first.userID, "userID is not that of the first session");
    if (who === "theirs") assert.ok(data.userID !== flow.mine.userID, "userID is that of another user");
    agrees(flow, who, data, isRight);
  };
}

/**
 * Expects a list with the bearer's own session as the only current one, `also` in it with expiries that are right, and
 * `not` left out.
 */
export function lists(current: Who, also: Who[] = [], not: Who[] = [], isRight: ExpiryRule = kept): Check {
  return async (flow) => {
    const { data } = await getSessions(current)(flow);
    const sessions = data?.sessions ?? [];
    const listed = sessions.map(({ sessionID }) => sessionID);
    const isListed = (who: Who) => listed.includes(flow[who].sessionID);
    const marked = sessions.filter((session) => session.current).map(({ sessionID }) => sessionID);
    const own = sessions.find(({ sessionID }) => sessionID === flow[current].sessionID);
    assert.ok(own, "the bearer's own session is not listed");
    assert.ok(marked.length === 1, `${marked.length} sessions are current; one is right`);
    assert.ok(own.current, "another session than the bearer's own is current");
    assert.ok(new Set(listed).size === listed.length, "a session is listed twice");
    for (const who of also) assert.ok(isListed(who), `${titles[who]} is not listed`);
    for (const who of not) assert.ok(!isListed(who), `${titles[who]} is listed`);
    if (!flow.target.abilities.includes("remembers")) return;
    for (const who of [current, ...also]) {
      const session = sessions.find(({ sessionID }) => sessionID === flow[who].sessionID);
      if (!session) continue;
      if (who === current) agrees(flow, who, session, kept);
      else agrees(flow, who, session, isRight, ` of ${titles[who]}`);
    }
    const right = 1 + also.length;
    if (flow.target.isFresh)
      assert.ok(listed.length === right, `${listed.length} sessions are listed; this run has opened ${right}`);
  };
}

/** Expects that a session is closed, and notes that this is done. */
export function closes(by: Who, whose: Who): Check {
  return async (flow) => {
    await closeSession(by, whose)(flow);
    flow[whose].isOpen = false;
  };
}

const titles: Record<Who, string> = {
  mine: "the session of this run",
  second: "the second session",
  theirs: "the other user's session",
  theirSecond: "the other user's second session",
  unknown: "the session of nobody",
};

/** Holds what is shown of a session against what was shown before, and takes down its expiry. */
function agrees(flow: Flow, who: Who, shown: Shown, isRight: ExpiryRule, of = ""): void {
  const login = flow[who];
  for (const field of ["ip", "userAgent"] as const)
    assert.ok(shown[field] === login[field], `${field}${of} is not that of createSession`);
  const before = login.expireAt;
  // An expiry of the wrong type has been reported already; this is about its value.
  login.expireAt = Number(shown.expireAt);
  assert.ok(
    before === 0 || isRight(login.expireAt, before, flow.target),
    `expireAt${of} was ${before} and is now ${shown.expireAt}`,
  );
}

/** Whether the server was started here for the run, so that nothing stands before it that hides whence it is called. */
function isOnThisMachine({ isFresh = false, isStrict, url }: Target): boolean {
  return isFresh && isStrict && loopback.test(new URL(url).hostname);
}

function liesAhead({ last }: Flow, expireAt: number): void {
  const nowMs = serverNowMs(last.exchange?.headers);
  assert.ok(expireAt * 1_000 > nowMs, `expireAt is ${expireAt}, which is past`);
}
