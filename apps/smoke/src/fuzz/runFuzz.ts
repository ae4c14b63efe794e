import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import fc from "fast-check";
import { coverageOf } from "../contract/coverage.ts";
import { loadDocument } from "../contract/document.ts";
import type { Exchange } from "../contract/Finding.ts";
import { createJudge } from "../contract/judge.ts";
import { userAgent } from "../flow/createFlow.ts";
import type { Coverage } from "../reports/Run.ts";
import { problemOf } from "./findProblem.ts";
import { curlOf } from "./formatCurl.ts";
import { type BearerKind, type FuzzRequest, requestsOf } from "./generateRequests.ts";
import type { Bearers } from "./openBearers.ts";
import { sendRaw } from "./sendRaw.ts";

export interface FuzzOptions {
  url: string;
  bearers: Bearers;
  /** The only email for which sessions are created. Undefined makes emails up. */
  email: string | undefined;
  runs: number;
  seed: number;
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface FuzzResult {
  requests: number;
  milliseconds: number;
  /** How often each status was answered. */
  statuses: Map<number, number>;
  coverage: Coverage[];
  /** What is wrong, and the smallest request that shows it. */
  failure?: { problem: string; curl: string };
}

/** So many requests are on their way at once. */
const lanes = 8;

/** Sends requests that are made up from the document, and holds each answer against it. Stops at the first that is wrong. */
export async function runFuzz({
  url,
  bearers,
  email,
  runs,
  seed,
  timeoutMs,
  signal,
}: FuzzOptions): Promise<FuzzResult> {
  const document = loadDocument();
  const judge = createJudge(document);
  const base = new URL(url);
  const Agent = base.protocol === "https:" ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  const statuses = new Map<number, number>();
  const seen = new Set<string>();
  const errorIDs = new Set<string>();
  let requests = 0;

  async function problemWith(request: FuzzRequest): Promise<string | undefined> {
    const { method, path, body } = request;
    const raw = {
      method,
      path,
      headers: headersOf(request, bearers),
      body: body && Buffer.from(body.text, body.encoding),
    };
    requests += 1;
    let exchange: Exchange;
    try {
      exchange = await sendRaw(base, agent, timeoutMs, raw);
    } catch (error) {
      const { name, message } = error as Error;
      return name === "AbortError" ? `it took longer than ${timeoutMs / 1_000} s` : `there was no answer: ${message}`;
    }
    statuses.set(exchange.status, (statuses.get(exchange.status) ?? 0) + 1);
    const judgement = judge(exchange);
    for (const name of judgement.seen) seen.add(name);
    const isError = exchange.status !== 200 && exchange.status !== 202;
    const errorID = (isError && exchange.headers.get("x-error-id")) || "";
    const isRepeated = errorID !== "" && errorIDs.has(errorID);
    errorIDs.add(errorID);
    return (
      problemOf(request, exchange, judgement) ?? (isRepeated ? "its x-error-id is that of another error" : undefined)
    );
  }

  const emails = email === undefined ? anyEmail : fc.constant(email);
  const arbitrary = requestsOf(document, { emails, ids: bearers.ids });
  let failedLane: number | undefined;
  const propertyOf = (lane: number) =>
    fc.asyncProperty(arbitrary, async (request) => {
      // Once one lane has found something, and shrinks it, the others have nothing more to find.
      if (failedLane !== undefined && (failedLane !== lane || signal?.aborted)) return;
      // A return would go on making up requests, to the last of them.
      signal?.throwIfAborted();
      const problem = await problemWith(request);
      if (problem === undefined) return;
      failedLane ??= lane;
      throw new Error(problem);
    });
  const start = performance.now();
  const numRuns = Math.ceil(runs / lanes);
  try {
    const checks = Array.from({ length: lanes }, (_, lane) =>
      fc.check(propertyOf(lane), { numRuns, seed: seed + lane }),
    );
    const details = await Promise.all(checks);
    const failed = failedLane === undefined ? undefined : details[failedLane];
    const milliseconds = performance.now() - start;
    const [request] = failed?.counterexample ?? [];
    return {
      requests,
      milliseconds,
      statuses,
      coverage: coverageOf(document, seen),
      ...(failed && request && { failure: { problem: messageOf(failed.errorInstance), curl: curlOf(url, request) } }),
    };
  } finally {
    agent.destroy();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// In a domain that nobody can have, so that no mail can reach anybody. The other is as long as an email may be.
const longestEmail = `${"x".repeat(64)}@${`${"d".repeat(60)}.`.repeat(2)}${"e".repeat(59)}.invalid`;
const anyEmail = fc.oneof(
  fc.emailAddress().map((email) => email.replace(/@.*/, "@session-smoke.invalid")),
  fc.constant(longestEmail),
);

function headersOf({ headers, bearer }: FuzzRequest, bearers: Bearers): Record<string, string> {
  const all = { "User-Agent": userAgent, ...headers, ...authorizationOf(bearer, bearers) };
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => name !== "User-Agent" || value !== ""));
}

function authorizationOf(kind: BearerKind, { live, pending, closed }: Bearers): Record<string, string> {
  // Where a session could not be opened, its bearer is an unknown one, which must be refused as well.
  const texts: Record<BearerKind, string | undefined> = {
    none: undefined,
    live: `Bearer ${live ?? "unknown"}`,
    "live, in lower case": `bearer ${live ?? "unknown"}`,
    pending: `Bearer ${pending ?? "unknown"}`,
    closed: `Bearer ${closed ?? "unknown"}`,
    unknown: "Bearer unknown",
    malformed: "Bearer no bearer",
    "another scheme": "Basic am9objpkb2U=",
  };
  const text = texts[kind];
  return text === undefined ? {} : { Authorization: text };
}
