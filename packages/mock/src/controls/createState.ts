import type { Contract, Violation } from "@session-api/contract";
import { type CoverageLog, createCoverageLog } from "../coverage/createCoverageLog.ts";
import { type Answers, createAnswers, type SetAnswer } from "./createAnswers.ts";
import { createRecords, type Records } from "./createRecords.ts";
import { createScenario, type Scenario } from "./createScenario.ts";
import type { UntypedRequest } from "./MockRequest.ts";
import type { ScenarioName } from "./scenarios.ts";

/** All that one mock holds: what a test set, and what the mock received. */
export interface State {
  readonly answers: Answers;
  readonly scenario: Scenario;
  readonly records: Records;
  /** Kept by a reset. */
  readonly coverage: CoverageLog;
  /** Returns the first error since the last reset that must fail the test. */
  failure(): Error | undefined;
  fail(error: unknown): void;
  /** Starts a request. */
  begin(): RequestState;
  /** Empties the state, plays the initial scenario, and then throws the failure, if there is one. */
  reset(): void;
}

/** The state as one request sees it. After a reset the request leaves no trace and gets no answer of the next test. */
export interface RequestState {
  /** Aborted by a reset. */
  readonly signal: AbortSignal;
  fail(error: unknown): void;
  addRequest(request: UntypedRequest): void;
  /** Returns the violations that it added. */
  addViolations(violations: Violation[]): Violation[];
  countTurn(operationId: string): number;
  takeAnswer(operationId: string): SetAnswer | undefined;
  scenario(): ScenarioName | undefined;
}

export function createState(getContract: () => Contract, initialScenario: string | undefined): State {
  const answers = createAnswers();
  const records = createRecords();
  const coverage = createCoverageLog();
  const scenario = createScenario(getContract);
  scenario.play(initialScenario);
  let failure: Error | undefined;
  let ended = new AbortController();

  function fail(error: unknown): void {
    failure ??= error instanceof Error ? error : new Error(String(error));
  }

  function begin(): RequestState {
    const { signal } = ended;
    return {
      signal,
      fail(error) {
        if (!signal.aborted) fail(error);
      },
      addRequest(request) {
        if (!signal.aborted) records.addRequest(request);
      },
      addViolations(violations) {
        if (signal.aborted) return [];
        records.addViolations(violations);
        return violations;
      },
      countTurn: (operationId) => (signal.aborted ? 0 : records.countTurn(operationId)),
      takeAnswer: (operationId) => (signal.aborted ? undefined : answers.take(operationId)),
      scenario: () => (signal.aborted ? undefined : scenario.current()),
    };
  }

  return {
    answers,
    scenario,
    records,
    coverage,
    failure: () => failure,
    fail,
    begin,
    reset() {
      ended.abort();
      ended = new AbortController();
      records.clear();
      answers.clear();
      scenario.play(initialScenario);
      const thrown = failure;
      failure = undefined;
      if (thrown) throw thrown;
    },
  };
}
