import type { CheckedRequest } from "../contract/checkRequest.ts";
import type { Finding } from "../contract/findings.ts";
import type { Match } from "../contract/operationsOf.ts";
import type { Contract, Operation } from "../contract/readContract.ts";
import type { Facts } from "./Answer.ts";
import { checkAnswer } from "./checkAnswer.ts";
import { maskBearer } from "./mask.ts";
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

type Given = Facts | ((request: RecordedRequest) => Facts | undefined | Promise<Facts | undefined>);

interface Answers {
  once: Given[];
  always?: Given;
}

/** What one mock was told to answer, and what it was asked. */
export interface Script {
  readonly requests: RecordedRequest[];
  readonly violations: Violation[];
  on(operationId: string, answer: Given, once: boolean): void;
  play(scenario: string | undefined): void;
  /** Throws when the document has changed so that the scenario contradicts it. */
  recheck(): void;
  reset(): void;
  /** Keeps a request, its bearer masked, and returns it as it is kept. */
  record(match: Match, received: CheckedRequest): RecordedRequest;
  recordViolations(operationId: string | undefined, findings: Finding[]): Violation[];
  /** The answer that was set for this request, checked; undefined where the document decides. */
  answerTo(operation: Operation, request: RecordedRequest): Promise<Facts | undefined>;
  /** The answer of a scenario, checked. */
  answerIn(scenario: string, operation: Operation): Facts | undefined;
  /** How often an operation was answered, so that what is made up differs from one answer to the next. */
  turn(operationId: string): number;
  /** The first answer of a function that could not be given, which no test should miss. */
  failure(): Error | undefined;
}

export function createScript(contractNow: () => Contract, initial: string | undefined): Script {
  const requests: RecordedRequest[] = [];
  const violations: Violation[] = [];
  const answers = new Map<string, Answers>();
  const turns = new Map<string, number>();
  let scenario: ScenarioName | undefined;
  let failed: Error | undefined;

  function answerIn(name: string, operation: Operation): Facts | undefined {
    const answer = scenarioAnswer(scenarioName(name), operation.operationId);
    return answer && checkAnswer(contractNow(), operation, answer);
  }

  function play(name: string | undefined): void {
    if (name !== undefined) for (const operation of contractNow().operations) answerIn(name, operation);
    scenario = name === undefined ? undefined : scenarioName(name);
  }

  play(initial);
  return {
    requests,
    violations,
    play,
    recheck: () => play(scenario),
    answerIn,
    failure: () => failed,
    turn(operationId) {
      const turn = (turns.get(operationId) ?? 0) + 1;
      turns.set(operationId, turn);
      return turn;
    },
    on(operationId, answer, once) {
      const operation = findOperation(contractNow(), operationId);
      if (typeof answer !== "function") checkAnswer(contractNow(), operation, answer);
      const known = answers.get(operationId) ?? { once: [] };
      if (once) known.once.push(answer);
      else known.always = answer;
      answers.set(operationId, known);
    },
    reset() {
      requests.length = 0;
      violations.length = 0;
      answers.clear();
      turns.clear();
      play(initial);
      const failure = failed;
      failed = undefined;
      if (failure) throw failure;
    },
    record({ operation, path }, { query, headers, body }) {
      const header = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      const request = maskBearer({ operationId: operation.operationId, parameters: { path, query, header }, body });
      keep(requests, request);
      return request;
    },
    recordViolations(operationId, findings) {
      const found = findings.map((one) => ({ ...(operationId !== undefined && { operationId }), ...one }));
      for (const violation of found) keep(violations, violation);
      return found;
    },
    async answerTo(operation, request) {
      const set = answers.get(operation.operationId);
      const given = set?.once.shift() ?? set?.always;
      if (!given) return scenario && answerIn(scenario, operation);
      try {
        const answer = typeof given === "function" ? await given(request) : given;
        return answer && checkAnswer(contractNow(), operation, answer);
      } catch (error) {
        failed ??= error instanceof Error ? error : new Error(String(error));
        throw failed;
      }
    },
  };
}

export function findOperation({ file, operations, quote }: Contract, operationId: string): Operation {
  const operation = operations.find((one) => one.operationId === operationId);
  if (operation) return operation;
  const names = operations.map((one) => one.operationId).join(", ");
  throw new Error(`${file}:${quote("#/paths").line} declares no operation ${operationId}: it declares ${names}`);
}

function keep<Item>(list: Item[], item: Item): void {
  list.push(item);
  if (list.length > kept) list.shift();
}
