import { type Contract, checkRequest, type Operation, type Violation } from "@session-api/contract";
import { computeExpiry } from "../answers/computeExpiry.ts";
import type { MockResponse } from "../answers/MockResponse.ts";
import type { MatchedRequest, ResponseSource } from "../answers/ResponseSource.ts";
import type { UntypedAnswer } from "../controls/Answer.ts";
import type { RequestState, State } from "../controls/createState.ts";
import type { Client } from "../state/answerFromSessions.ts";
import { applyAnswer } from "./applyAnswer.ts";
import { chooseAnswer } from "./chooseAnswer.ts";
import { combineAnswers, leavesBodyOpen } from "./combineAnswers.ts";
import { createErrorResponse } from "./createErrorResponse.ts";
import { delay } from "./delay.ts";
import { listViolations } from "./listViolations.ts";
import { type LocatedPath, matchRequest } from "./matchRequest.ts";
import { parseBody } from "./parseBody.ts";
import { parsePrefer } from "./parsePrefer.ts";
import { Refusal } from "./Refusal.ts";
import { redactRoute } from "./redactRoute.ts";
import { toUntypedRequest } from "./toUntypedRequest.ts";

/** A request from a port or from MSW. */
export interface IncomingRequest extends LocatedPath, Pick<MatchedRequest, "query" | "headers"> {
  /** In capitals. */
  method: string;
  getClient(): Client;
  /** Reads the body. Rejects with a `Refusal` when it is too large. */
  readText(): Promise<string>;
  /** Returns a signal that is aborted once the client has left. */
  getSignal(): AbortSignal;
}

export interface Outcome {
  /** Undefined when the request matches no operation. */
  operation?: Operation | undefined;
  violations: Violation[];
  /** Undefined when the connection is to be cut. */
  response?: MockResponse | undefined;
  /** The reason for a refusal without violations. */
  reason?: string | undefined;
}

/**
 * Handles one request, from its path to its response. The contract checks it once. A valid request gets the answer of the
 * test or the response of the document. Any other request gets the document's refusal.
 */
export async function handleRequest(
  contract: Contract,
  mockState: State,
  incoming: IncomingRequest,
  source: ResponseSource,
): Promise<Outcome> {
  const state = mockState.begin();
  const outcome: Outcome = { violations: [] };
  let received: MatchedRequest | undefined;

  async function respond(): Promise<MockResponse | undefined> {
    const match = matchRequest(contract, incoming.method, incoming);
    const { operation } = match;
    outcome.operation = operation;
    const preferences = parsePrefer(incoming.headers.prefer);
    const { path, query, headers } = incoming;
    const request: MatchedRequest = { match, path, query, headers, body: undefined };
    received = request;
    await readBody(request, incoming, state);
    const wanted = { dynamic: preferences.dynamic, turn: state.countTurn(operation.operationId) };
    const countExpiry = () => computeExpiry(operation.operationId, mockState.clock.now());

    const violations = checkRequest(contract, match, request);
    if (violations.length > 0) {
      outcome.violations = state.addViolations(violations);
      const refusal = (await source.refuse(request, wanted, violations)) ?? createUndeclaredRefusal(violations);
      return mockState.sessions ? withOwnErrorId(refusal) : refusal;
    }
    if (preferences.dynamic && !source.isDynamic)
      throw new Refusal(400, "Prefer: dynamic needs the mock server, because MSW handlers respond only with examples");

    const answer = await chooseAnswer({ contract, request, preferences, state });
    if (answer && !(await waitForAnswer(answer, incoming, state))) return undefined;
    const isOpen = !preferences.dynamic && leavesBodyOpen(answer);
    const own = isOpen ? state.answerFromSessions(request, incoming.getClient()) : undefined;
    const combined = own ? combineAnswers(answer, own) : answer;
    if (!combined) return source.respond(request, { ...wanted, expireAt: countExpiry() });
    const { status, example } = combined;
    // An example that is asked for by its name is that of the document.
    const expireAt = example === undefined ? countExpiry() : undefined;
    return applyAnswer(await source.respond(request, { ...wanted, status, example, expireAt }), combined);
  }

  try {
    outcome.response = await respond();
  } catch (error) {
    if (!(error instanceof Refusal)) state.fail(error);
    const { response, violations } = createErrorResponse(error, contract, outcome.operation);
    outcome.response = response;
    outcome.violations = state.addViolations(violations);
    if (violations.length === 0) outcome.reason = response.headers["x-error"];
  }
  if (outcome.response) outcome.response = listViolations(outcome.response, outcome.violations);
  if (received) mockState.coverage.addRequest(contract, received, outcome.response?.status);
  else if (!outcome.operation) mockState.coverage.addUnmatched(redactRoute(contract, incoming));
  return outcome;
}

/** Reads the body, and records the request even when its body cannot be read. */
async function readBody(
  request: MatchedRequest,
  { headers, readText }: IncomingRequest,
  state: RequestState,
): Promise<void> {
  const type = headers["content-type"];
  try {
    request.body = parseBody(await readText(), type === undefined ? undefined : String(type));
  } finally {
    state.addRequest(toUntypedRequest(request));
  }
}

function createUndeclaredRefusal([first]: Violation[]): MockResponse {
  const { status, headers } = new Refusal(400, `invalid request: ${first?.message}`);
  return { status, headers, body: "" };
}

/** Gives a refusal an id of its own. The example of the document has one id for all. */
function withOwnErrorId(refusal: MockResponse): MockResponse {
  return { ...refusal, headers: { ...refusal.headers, "x-error-id": crypto.randomUUID() } };
}

/** Waits as long as the answer wants. Resolves to false when the connection is then to be cut. */
async function waitForAnswer(
  { delayMs = 0, cut }: UntypedAnswer,
  { getSignal }: IncomingRequest,
  state: RequestState,
): Promise<boolean> {
  const signal = AbortSignal.any([getSignal(), state.signal]);
  if (delayMs > 0) await delay(delayMs, signal);
  return !cut && !signal.aborted;
}
