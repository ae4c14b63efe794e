import { createSessionClient, type SessionApi } from "@session-api/client";
import { type Contract, createViolation, type Operation, type Violation } from "@session-api/contract";
import { UnreachableError } from "../errors/UnreachableError.ts";
import { UsageError } from "../errors/UsageError.ts";
import { baseOf } from "../http/baseUrl.ts";
import { checkExchange } from "../http/checkExchange.ts";
import type { Exchange } from "../http/Exchange.ts";
import { explainTls } from "../http/explainTls.ts";
import { parseJson } from "../http/parseJson.ts";
import { listExercised } from "../reports/coverage.ts";
import type { Drift } from "../reports/Run.ts";
import { createMask, type Mask } from "../reports/redact.ts";
import type { Target } from "../targets/Target.ts";
import type { Who } from "./requests.ts";

/** A login of this run, and what was learned of its session. */
export interface Login {
  email: string;
  bearer: string;
  sessionID: string;
  verificationCodeID: string;
  /** When createSession was sent, in Unix seconds. */
  askedAt: number;
  ip: string;
  userAgent: string;
  userID: string;
  code: string;
  /** From which of the flow's answers on its code is a secret. */
  secretFrom: number;
  /** What createSession answered, without its values: the status, and the fields with their types or lengths. */
  shape: string;
  expireAt: number;
  /** Whether a session was opened that is to be closed. */
  isOpen: boolean;
  /** Whether its code was accepted. */
  isVerified: boolean;
}

export interface LastRequest {
  request: string;
  /** In Unix seconds. */
  sentAt: number;
  /** By the clock of `performance`, in milliseconds. */
  startMs: number;
  exchange?: Exchange;
}

/** What the steps of one run share. */
export interface Flow {
  target: Target;
  /** The session that the story is about. */
  mine: Login;
  /** Another session of the same user. */
  second: Login;
  /** A session of somebody else. */
  theirs: Login;
  /** Another session of that other user. */
  theirSecond: Login;
  /** A pending session of an email that has no account. */
  unknown: Login;
  /** Calls without a bearer. */
  anonymous: SessionApi;
  /** Calls with the bearer of a login. */
  as(who: Who): SessionApi;
  /** Sends what no client would, and where `isUndeclared`, what the document knows nothing of. */
  send(method: string, path: string, init?: RequestInit, isUndeclared?: boolean): Promise<Exchange>;
  /** All answers so far, with their headers. */
  answers: { request: string; text: string }[];
  /** In what words a code was refused first. */
  codeRefusal?: string;
  /** The request that was sent last, and its answer if there was one. */
  last: LastRequest;
  /** How the responses of the current step differ from the document. */
  violations: Drift[];
  /** All that the answers of the run have exercised of the document. */
  seen: Set<string>;
  mask: Mask;
}

export interface FlowSettings {
  contract: Contract;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/** By which whoever runs the server knows where these sessions come from. */
export const userAgent = "session-smoke";
const unreachable =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPROTO|UND_ERR_CONNECT_TIMEOUT|UNABLE_TO_.*|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|.*CERT.*|.*TLS.*|.*SSL.*)$/;

export function createFlow(target: Target, { contract, timeoutMs, signal }: FlowSettings): Flow {
  const base = baseOf(target.url);
  const mask = createMask();
  let isAnswered = false;
  const errorIDs = new Set<string>();
  for (const email of [target.email, target.otherEmail ?? ""]) mask.hideAddress(email);

  async function exchange(request: Request, isUndeclared = false): Promise<{ exchange: Exchange; response: Response }> {
    const sentAt = Math.floor(Date.now() / 1_000);
    flow.last = { request: `${request.method} ${request.url}`, sentAt, startMs: performance.now() };
    const requestBody = request.body ? await request.clone().text() : undefined;
    const limit = AbortSignal.timeout(timeoutMs);
    const signals = [limit, request.signal, ...(signal ? [signal] : [])];
    const { method } = request;
    let answered: number | undefined;
    let judged: { exchange: Exchange; response: Response };
    try {
      // A redirect is no answer of this API: it is reported, not followed.
      const response = await fetch(request, { redirect: "manual", signal: AbortSignal.any(signals) });
      const { status, headers } = response;
      answered = status;
      isAnswered = true;
      const text = await response.text();
      const exchange = { method, path: request.url.slice(base.length), requestBody, status, headers, text };
      judged = { exchange, response };
    } catch (error) {
      throw explain(error as Error, limit, answered);
    }
    // Before anything is said of the answer, whether or not it is as it should be.
    const bearer = (parseJson(judged.exchange.text) as { bearer?: unknown } | null | undefined)?.bearer;
    if (typeof bearer === "string") mask.hide(bearer);
    const { headers, text } = judged.exchange;
    flow.answers.push({ request: flow.last.request, text: `${text}\n${[...headers].flat().join("\n")}` });
    observe(judged.exchange, isUndeclared);
    keepsSecrets(request.headers.get("Authorization") ?? "");
    flow.last.exchange = judged.exchange;
    return judged;
  }

  /** Shown once, by createSession: a bearer that another session's request is shown opens that session to it. */
  function keepsSecrets(authorization: string): void {
    if (!target.abilities.includes("remembers")) return;
    const { text = "" } = flow.answers.at(-1) ?? {};
    const known = [flow.mine, flow.second, flow.theirs, flow.theirSecond].map(({ bearer }) => bearer);
    if (known.some((bearer) => bearer !== "" && !authorization.includes(bearer) && text.includes(bearer)))
      throw new Error("the answer shows the bearer of another session, which createSession alone shows");
  }

  function observe(answer: Exchange, isUndeclared: boolean): void {
    const { operation, violations } = checkExchange(contract, answer, mask);
    // An answer that matches no operation must fail. Only a method that the document never uses means no operation.
    if (!operation && !isUndeclared && contract.operations.some(({ method }) => method === answer.method))
      throw new Error("no operation of the document has this path, so the answer was checked against none");
    const { status } = answer;
    flow.violations.push(...violations.map((violation) => ({ ...violation, status, times: 1 })));
    for (const name of listExercised(contract, operation, answer)) flow.seen.add(name);
    const isError = answer.status !== 200 && answer.status !== 202;
    const errorID = isError && answer.headers.get("x-error-id");
    if (!errorID || !target.abilities.includes("remembers")) return;
    if (errorIDs.has(errorID)) {
      flow.violations.push({ ...repeatedErrorId(contract, operation), status, times: 1 });
    }
    errorIDs.add(errorID);
  }

  /** Says what happened in the words of whoever looks for the reason. */
  function explain(error: Error, limit: AbortSignal, answered: number | undefined): Error {
    const tooLong = `it took longer than ${timeoutMs / 1_000} s`;
    if (limit.aborted)
      return isAnswered ? new Error(tooLong) : new UnreachableError(`${tooLong}, no connection or no answer`);
    const { code = "", message } = (error.cause ?? error) as NodeJS.ErrnoException;
    const reason = explainTls(code) ?? (message || code);
    if (reason === "bad port") return new UsageError("--url names a port that fetch refuses to ask");
    if (answered !== undefined) return new Error(`the answer ${answered} broke off: ${reason}`);
    return unreachable.test(code) ? new UnreachableError(reason) : new Error(`there was no answer: ${reason}`);
  }

  const client = createSessionClient({
    baseUrl: base,
    // What a server answers is looked at, not smoothed over.
    retry: false,
    // The limit is that of `exchange`; this one only must not come before it.
    timeoutMs: { perTry: 2 * timeoutMs, overall: 2 * timeoutMs },
    headers: { "User-Agent": userAgent },
    fetch: async (request) => {
      const { exchange: answer, response } = await exchange(request);
      const { status, headers } = response;
      return status === 200 || status === 202 ? new Response(answer.text, { status, headers }) : response;
    },
  });
  const login = (email: string): Login => ({
    email,
    bearer: "",
    sessionID: "",
    verificationCodeID: "",
    askedAt: 0,
    ip: "",
    userAgent: "",
    userID: "",
    code: "",
    secretFrom: 0,
    shape: "",
    expireAt: 0,
    isOpen: false,
    isVerified: false,
  });
  const flow: Flow = {
    target,
    mine: login(target.email),
    second: login(target.email),
    theirs: login(target.otherEmail ?? ""),
    theirSecond: login(target.otherEmail ?? ""),
    unknown: login(`${crypto.randomUUID()}@session-smoke.invalid`),
    anonymous: client.api,
    as: (who) => client.resume(flow[who].bearer).api,
    send: async (method, path, init = {}, isUndeclared = false) => {
      const headers = new Headers(init.headers);
      headers.set("User-Agent", userAgent);
      return (await exchange(new Request(`${base}${path}`, { ...init, method, headers }), isUndeclared)).exchange;
    },
    answers: [],
    last: nothingSent(),
    violations: [],
    seen: new Set(),
    mask,
  };
  return flow;
}

export function nothingSent(): LastRequest {
  return { request: "", sentAt: 0, startMs: performance.now() };
}

function repeatedErrorId(contract: Contract, operation: Operation | undefined): Violation {
  const headers = contract.operations.flatMap(({ responses }) => responses.flatMap((response) => response.headers));
  return createViolation(contract, operation, {
    pointer: headers.find(({ name }) => name === "x-error-id")?.pointer ?? "#",
    field: "header.x-error-id",
    rule: "unique",
    problem: "must be unique to this error, the server sent that of another one",
  });
}
