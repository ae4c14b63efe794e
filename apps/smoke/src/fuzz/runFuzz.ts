import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { checkExchange } from "../http/checkExchange.ts";
import { loadContract } from "../http/loadContract.ts";
import { listExercised, measureCoverage } from "../reports/coverage.ts";
import type { Coverage } from "../reports/Run.ts";
import { checkConcurrently } from "./checkConcurrently.ts";
import { findProblem } from "./findProblem.ts";
import { formatCurl } from "./formatCurl.ts";
import type { FuzzRequest } from "./generate/FuzzRequest.ts";
import { generateEmails } from "./generate/generateEmails.ts";
import { generateRequests } from "./generate/generateRequests.ts";
import type { Bearers } from "./openBearers.ts";
import { sendRequest } from "./sendRequest.ts";

export interface FuzzOptions {
  url: string;
  bearers: Bearers;
  /** The only email for which sessions are created. Undefined generates emails. */
  email: string | undefined;
  runs: number;
  seed: number;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

export interface FuzzResult {
  requests: number;
  milliseconds: number;
  /** How often each status was answered. */
  statuses: Map<number, number>;
  coverage: Coverage[];
  /** The problem of the first wrong response, and the smallest request that shows it. */
  failure: { problem: string; curl: string } | undefined;
}

/** Sends requests that are generated from the document, and checks each response. Stops at the first wrong one. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { bearers, email, runs, seed, timeoutMs, signal } = options;
  const contract = loadContract();
  const url = new URL(options.url);
  const Agent = url.protocol === "https:" ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true });
  const statuses = new Map<number, number>();
  const exercised = new Set<string>();
  const errorIds = new Set<string>();
  let requests = 0;

  async function check(request: FuzzRequest): Promise<void> {
    requests += 1;
    const exchange = await sendRequest(request, { url, agent, bearers, timeoutMs });
    const { status, headers } = exchange;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const checked = checkExchange(contract, exchange);
    for (const name of listExercised(contract, checked.operation, exchange)) exercised.add(name);
    const errorId = status === 200 || status === 202 ? null : headers.get("x-error-id");
    const isRepeated = errorId !== null && errorIds.has(errorId);
    if (errorId) errorIds.add(errorId);
    const problem = findProblem(request, exchange, checked);
    if (problem !== undefined) throw new Error(problem);
    if (isRepeated) throw new Error("its x-error-id is that of another error");
  }

  const arbitrary = generateRequests(contract, { emails: generateEmails(email), ids: bearers.ids });
  const start = performance.now();
  try {
    const failed = await checkConcurrently(arbitrary, check, { runs, seed, signal });
    return {
      requests,
      milliseconds: performance.now() - start,
      statuses,
      coverage: measureCoverage(contract, exercised),
      failure: failed && { problem: failed.problem, curl: formatCurl(options.url, failed.value) },
    };
  } finally {
    agent.destroy();
  }
}
