import { type CheckedRequest, checkRequest } from "../contract/checkRequest.ts";
import type { Finding } from "../contract/findings.ts";
import type { Match } from "../contract/operationsOf.ts";
import type { Contract, Operation } from "../contract/readContract.ts";
import type { Facts } from "../controls/Answer.ts";
import type { Script, Violation } from "../controls/createScript.ts";
import { overlay } from "./applyAnswer.ts";
import { scripted } from "./chooseAnswer.ts";
import { refused } from "./createErrorResponse.ts";
import { delay } from "./delay.ts";
import type { HttpAnswer } from "./HttpResponse.ts";
import { publicPath, route } from "./matchRequest.ts";
import { parseBody } from "./parseBody.ts";
import { preferencesOf } from "./parsePrefer.ts";
import { Refusal } from "./Refusal.ts";

/** A request, whether it came over a port or was intercepted. */
export interface Received extends Pick<CheckedRequest, "query" | "headers"> {
  /** In capitals. */
  method: string;
  /** Below the base path. */
  path: string;
  /** The body. Rejects with a `Refusal` when it is too large. */
  text(): Promise<string>;
  /** Aborted when the client has left. */
  left(): AbortSignal;
}

/** What of the document is to be answered. */
export interface Wanted {
  status?: number;
  example?: string;
  dynamic?: boolean;
  /** How often the operation was asked for, so that what is made up differs from one answer to the next. */
  turn: number;
}

/** A request whose operation is known and whose body was read. */
export interface Understood extends CheckedRequest {
  found: Match;
  /** As it was asked for, below the base path. */
  url: string;
}

/** Who knows what the document answers: Prism, or its examples alone. Findings are what the request breaks. */
export type Source = (request: Understood, wanted: Wanted) => Promise<{ answer: HttpAnswer; findings: Finding[] }>;

export interface Outcome {
  /** Absent when the request means no operation. */
  operation?: Operation;
  /** The path as it may be shown. */
  path: string;
  violations: Violation[];
  /** Undefined when the connection is to be cut. */
  answer: HttpAnswer | undefined;
  /** Why it was refused, where it broke nothing of the document. */
  reason?: string;
}

/** One request from its path to its answer. */
export async function converse(
  contract: Contract,
  script: Script,
  received: Received,
  source: Source,
): Promise<Outcome> {
  const exchange = script.begin();
  const outcome: Outcome = { path: publicPath(contract, received.path), violations: [], answer: undefined };
  const blame = (findings: Finding[]) => {
    outcome.violations = exchange.recordViolations(outcome.operation?.operationId, findings);
  };

  async function answer(): Promise<HttpAnswer | undefined> {
    const found = route(contract, received.method, received.path);
    const { operation } = found;
    outcome.operation = operation;
    outcome.path = operation.path;
    const { query, headers } = received;
    const preferences = preferencesOf(headers.prefer);
    const body = await bodyOf(received).catch((refusal) => {
      exchange.record(found, { query, headers, body: undefined });
      throw refusal;
    });
    const understood = { found, url: received.path, query, headers, body };
    const recorded = exchange.record(found, understood);
    const { dynamic } = preferences;
    const base = { turn: exchange.turn(operation.operationId), ...(dynamic !== undefined && { dynamic }) };

    const documents = await source(understood, base).catch(refusedAs(contract, understood));
    if (documents.findings.length > 0) {
      blame(documents.findings);
      return documents.answer;
    }
    const facts = await scripted(exchange, operation, recorded, preferences);
    if (!facts) return documents.answer;
    const left = AbortSignal.any([received.left(), exchange.signal]);
    if (facts.delayMs) await delay(facts.delayMs, left);
    if (facts.cut || left.aborted) return undefined;
    return overlay((await source(understood, { ...base, ...chosenBy(facts) })).answer, facts);
  }

  outcome.answer = await answer().catch((error) => {
    if (!(error instanceof Refusal)) exchange.fail(error);
    const refusal = refused(error, contract, outcome.operation);
    blame(refusal.findings);
    if (refusal.findings.length === 0) outcome.reason = refusal.headers["x-error"] ?? "";
    return refusal;
  });
  return outcome;
}

async function bodyOf({ text, headers }: Received): Promise<unknown> {
  const type = headers["content-type"];
  return parseBody(await text(), type === undefined ? undefined : String(type));
}

/** A document that declares no refusal has a request refused all the same. */
function refusedAs(contract: Contract, request: Understood): (error: unknown) => ReturnType<Source> {
  return async (error) => {
    const findings = checkRequest(contract, request.found, request);
    const [first] = findings;
    if (!first) throw error;
    const { status, headers } = new Refusal(400, `invalid request: ${first.message}`);
    return { answer: { status, headers, body: "" }, findings };
  };
}

function chosenBy({ status, example }: Facts): Pick<Wanted, "status" | "example"> {
  return { ...(status !== undefined && { status }), ...(example !== undefined && { example }) };
}
