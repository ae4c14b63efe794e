import type { CheckedRequest } from "../contract/checkRequest.ts";
import type { Finding } from "../contract/findings.ts";
import { findOperation } from "../contract/findOperation.ts";
import type { Match } from "../contract/operationsOf.ts";
import type { Contract, Operation } from "../contract/readContract.ts";
import type { Preferences } from "../respond/parsePrefer.ts";
import type { Facts } from "./Answer.ts";
import { checkAnswer } from "./checkAnswer.ts";
import { copyOf } from "./copyJson.ts";
import { unlessEnded } from "./raceReset.ts";
import { maskBearer } from "./redactBearer.ts";
import { type ScenarioName, scenarioAnswer, scenarioName } from "./scenarios.ts";

/** The latest of each are kept, so that a mock that runs for days stays small. */
const kept = 1_000;

export interface RecordedRequest {
  operationId: string;
  parameters: { path: Record<string, string>; query: Record<string, string>; header: Record<string, string> };
  body: unknown;
}

/** What a client sent against the document. It holds no value that was sent. */
export interface Violation extends Finding {
  /** Absent when the request means no operation. */
  operationId?: string;
}

type AnswerOrFunction = Facts | ((request: RecordedRequest) => Facts | undefined | Promise<Facts | undefined>);

interface Given {
  answer: AnswerOrFunction;
  /** Where the test set it. */
  place: Error;
}

interface Answers {
  once: Given[];
  always?: Given;
}

/** What one mock was told to answer, and what it was asked. */
export interface Script {
  readonly requests: RecordedRequest[];
  readonly violations: Violation[];
  on(operationId: string, answer: AnswerOrFunction, once: boolean): void;
  play(scenario: string | undefined): void;
  /** Throws when the document has changed so that the scenario contradicts it. */
  recheck(): void;
  reset(): void;
  /** The first thing that went wrong and that no test should miss. */
  failure(): Error | undefined;
  fail(error: unknown): void;
  /** For what is no exchange: what is no proper request. */
  recordViolations(operationId: string | undefined, findings: Finding[]): Violation[];
  begin(): Exchange;
}

/** A request on its way. Once the script is reset, it leaves no trace and takes no answer of the next test. */
export interface Exchange {
  /** Aborted by `reset`. */
  readonly signal: AbortSignal;
  fail(error: unknown): void;
  /** Keeps a request, its bearer masked, and returns it as it came. */
  record(match: Match, received: CheckedRequest): RecordedRequest;
  recordViolations(operationId: string | undefined, findings: Finding[]): Violation[];
  /** How often an operation was asked for. */
  turn(operationId: string): number;
  /** The answer that was set for this request, checked; undefined where the document decides. */
  answerTo(operation: Operation, request: RecordedRequest): Promise<Facts | undefined>;
  /** The answer that the request itself asks for, checked. */
  preferred(operation: Operation, preferences: Preferences): Facts | undefined;
}

export function createScript(contractNow: () => Contract, initial: string | undefined): Script {
  const requests: RecordedRequest[] = [];
  const violations: Violation[] = [];
  const answers = new Map<string, Answers>();
  const turns = new Map<string, number>();
  let scenario: ScenarioName | undefined;
  let failed: Error | undefined;
  let ended = new AbortController();

  function answerIn(name: ScenarioName, operation: Operation): Facts | undefined {
    const answer = scenarioAnswer(name, operation.operationId);
    return answer && checkAnswer(contractNow(), operation, answer);
  }

  function play(name: string | undefined): void {
    const next = name === undefined ? undefined : scenarioName(name);
    try {
      if (next) for (const operation of contractNow().operations) answerIn(next, operation);
    } catch (cause) {
      throw new Error(`the scenario ${next} contradicts the document: ${(cause as Error).message}`, { cause });
    }
    scenario = next;
  }

  function fail(error: unknown): void {
    failed ??= error instanceof Error ? error : new Error(String(error));
  }

  function recordViolations(operationId: string | undefined, findings: Finding[]): Violation[] {
    const found = findings.map((one) => ({ ...(operationId !== undefined && { operationId }), ...one }));
    for (const violation of found) keep(violations, violation);
    return found;
  }

  function begin(): Exchange {
    const { signal } = ended;
    return {
      signal,
      fail(error) {
        if (!signal.aborted) fail(error);
      },
      record(match, received) {
        const request = requestOf(match, received);
        if (!signal.aborted) keep(requests, maskBearer(request));
        return request;
      },
      recordViolations: (operationId, findings) => (signal.aborted ? [] : recordViolations(operationId, findings)),
      turn(operationId) {
        if (signal.aborted) return 0;
        const turn = (turns.get(operationId) ?? 0) + 1;
        turns.set(operationId, turn);
        return turn;
      },
      async answerTo(operation, request) {
        if (signal.aborted) return undefined;
        const set = answers.get(operation.operationId);
        const given = set?.once.shift() ?? set?.always;
        if (!given) return scenario && answerIn(scenario, operation);
        const { answer, place } = given;
        try {
          // What the function does to its copy changes nothing that is kept.
          const chosen =
            typeof answer === "function" ? await unlessEnded(() => answer(copyOf(request)), signal) : answer;
          if (signal.aborted) return { cut: true };
          return chosen === undefined ? undefined : checkAnswer(contractNow(), operation, chosen);
        } catch (error) {
          if (signal.aborted) return { cut: true };
          const failure = error instanceof Error ? error : new Error(String(error));
          failure.cause ??= place;
          throw failure;
        }
      },
      preferred(operation, { scenario: name, status, example }) {
        if (name !== undefined) return answerIn(name, operation);
        if (status === undefined && example === undefined) return undefined;
        const wanted = { ...(status !== undefined && { status }), ...(example !== undefined && { example }) };
        return checkAnswer(contractNow(), operation, wanted);
      },
    };
  }

  play(initial);
  return {
    requests,
    violations,
    play,
    begin,
    fail,
    recordViolations,
    recheck: () => play(scenario),
    failure: () => failed,
    on(operationId, answer, once) {
      const contract = contractNow();
      const operation = findOperation(contract, operationId);
      const checked = typeof answer === "function" ? answer : checkAnswer(contract, operation, answer);
      const given = { answer: checked, place: new Error(`the answer to ${operationId} was set here`) };
      const known = answers.get(operationId) ?? { once: [] };
      if (once) known.once.push(given);
      else known.always = given;
      answers.set(operationId, known);
    },
    reset() {
      ended.abort();
      ended = new AbortController();
      requests.length = 0;
      violations.length = 0;
      answers.clear();
      turns.clear();
      play(initial);
      const failure = failed;
      failed = undefined;
      if (failure) throw failure;
    },
  };
}

function requestOf({ operation, path }: Match, { query, headers, body }: CheckedRequest): RecordedRequest {
  const header = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return { operationId: operation.operationId, parameters: { path, query, header }, body };
}

function keep<Item>(list: Item[], item: Item): void {
  list.push(item);
  if (list.length > kept) list.shift();
}
