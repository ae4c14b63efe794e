import { type Contract, findOperation, type Violation } from "@session-api/contract";
import type { MatchedRequest } from "../answers/ResponseSource.ts";
import { type CoverageLog, createCoverageLog } from "../coverage/createCoverageLog.ts";
import { answerFromSessions, type Client, type SessionAnswer, sessionOperations } from "../state/answerFromSessions.ts";
import { createSessions, type Sessions } from "../state/createSessions.ts";
import { type Answers, createAnswers, type SetAnswer } from "./createAnswers.ts";
import { createClock, type ResettableClock } from "./createClock.ts";
import { createRecords, type Records } from "./createRecords.ts";
import { createScenario, type Scenario } from "./createScenario.ts";
import type { UntypedRequest } from "./MockRequest.ts";
import type { StateSettings } from "./parseStateOptions.ts";
import type { ScenarioName } from "./scenarios.ts";

/** All that one mock holds: what a test set, and what the mock received. */
export interface State {
  readonly answers: Answers;
  readonly scenario: Scenario;
  readonly records: Records;
  readonly clock: ResettableClock;
  /** The sessions that the mock remembers. Undefined for a mock that does not. */
  readonly sessions: Sessions | undefined;
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
  /** Carries a request out on the sessions. Undefined when the mock does not remember any. */
  answerFromSessions(request: MatchedRequest, client: Client): SessionAnswer | undefined;
}

export function createState(
  getContract: () => Contract,
  initialScenario: string | undefined,
  settings?: StateSettings,
): State {
  const answers = createAnswers();
  const records = createRecords();
  const clock = createClock();
  const coverage = createCoverageLog();
  const scenario = createScenario(getContract);
  scenario.play(initialScenario);
  if (settings) for (const operationId of sessionOperations) findOperation(getContract(), operationId);
  const sessions = settings && createSessions(settings.rules, () => clock.now().getTime());
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
      answerFromSessions(request, client) {
        if (!settings || !sessions || signal.aborted) return undefined;
        return answerFromSessions(sessions, request, client, (mail) => {
          try {
            settings.mail(mail);
          } catch (error) {
            fail(error);
          }
        });
      },
      scenario: () => (signal.aborted ? undefined : scenario.current()),
    };
  }

  return {
    answers,
    scenario,
    records,
    clock,
    sessions,
    coverage,
    failure: () => failure,
    fail,
    begin,
    reset() {
      ended.abort();
      ended = new AbortController();
      records.clear();
      answers.clear();
      clock.reset();
      sessions?.clear();
      scenario.play(initialScenario);
      const thrown = failure;
      failure = undefined;
      if (thrown) throw thrown;
    },
  };
}
