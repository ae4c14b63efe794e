import type { Violation } from "@session-api/contract";

/** How one step of a run ended. */
export type StepResult = StepName & StepOutcome;

export interface StepName {
  /** The operationId of the request. */
  operation: string;
  expectation: string;
}

/**
 * `stopped`: the server's limits, or a missing code, ended the run, which says nothing against the server. `skipped`:
 * the server cannot show it. `notRun`: the run ended before it.
 */
export type StepOutcome =
  | { outcome: "passed"; milliseconds: number }
  | ({ outcome: "failed" } & Failure)
  | ({ outcome: "stopped" } & Failure)
  | { outcome: "skipped"; reason: string }
  | { outcome: "notRun"; reason: string };

/** Why a step failed or stopped. */
export interface Failure {
  /** How long its last request took. */
  milliseconds: number;
  /** In sentences. */
  reasons: string[];
  /** The last request, and the response to it. */
  request?: string | undefined;
  status?: number | undefined;
  errorId?: string | undefined;
}

/** One way in which the responses of a run differ from the document. */
export interface ReportedViolation extends Violation {
  status: number;
  /** How many responses differ so. */
  times: number;
}

/** How much of the document a run has exercised, of each kind of part. */
export interface Coverage {
  kind: "operations" | "statuses" | "parameters" | "properties";
  declared: number;
  seen: number;
  percent: number;
  /** The names of the parts that the run has not exercised. */
  missing: string[];
}

/** A session that is still open after the run. */
export interface LeftBehind {
  sessionID: string;
  /** The address of its user, redacted. */
  account: string;
  /** Why it could not be closed. */
  reason: string;
}

/** The result of a run. It contains no bearer, no code and no complete address. */
export interface Run {
  url: string;
  /**
   * `unreachable`: there is no server, and the first step says why. `stopped`: the server's limits, or a missing code,
   * ended the run, which says nothing against the server. `interrupted`: the signal ended it.
   */
  outcome: "passed" | "failed" | "unreachable" | "stopped" | "interrupted";
  /** Every step of the flow, in order. */
  steps: StepResult[];
  passed: number;
  failed: number;
  skipped: number;
  /** How many steps were left when the run ended. The step that stopped it is one of them. */
  notRun: number;
  milliseconds: number;
  violations: ReportedViolation[];
  coverage: Coverage[];
  leftBehind: LeftBehind[];
  /** A change of the options to try, when a failure looks like a slip in them. */
  hint?: string | undefined;
}
