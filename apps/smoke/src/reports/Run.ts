import type { Violation } from "@session-api/contract";

/** How one step ended. */
export interface StepResult {
  operation: string;
  expectation: string;
  /** `STOP` where the run was stopped by what says nothing against the server, and `not run` for the steps after its end. */
  result: "ok" | "FAIL" | "skip" | "STOP" | "not run";
  /** How long its request took. */
  milliseconds: number;
  /** Why it failed, in sentences, or why it was not run. */
  reasons: string[];
  /** The request that failed, and the status of its answer. */
  request?: string;
  status?: number;
  errorID?: string;
}

/** A wait that a server has asked for with 429 and `Retry-After`. */
export interface Wait {
  /** The operationId of the request that was answered so. */
  operation: string;
  seconds: number;
}

/** One way in which the responses of a run differ from the document. */
export interface Drift extends Violation {
  status: number;
  /** How many responses differ so. */
  times: number;
}

/** How much of the document a run has exercised, of each kind of thing that it declares. */
export interface Coverage {
  kind: "operations" | "statuses" | "parameters" | "properties";
  declared: number;
  seen: number;
  percent: number;
  /** What was not exercised, by name. */
  missing: string[];
}

/** A session that is still open after the run. */
export interface LeftBehind {
  sessionID: string;
  /** Whose it is, as far as an address is shown. */
  account: string;
  /** Why it could not be closed. */
  reason: string;
}

/** What a run found. It holds no bearer, no code and no address. */
export interface Run {
  url: string;
  /** Every step of the flow, also what was skipped and what was not run. */
  steps: StepResult[];
  /** Whether the run came to its end and no step failed. */
  isPassed: boolean;
  passed: number;
  failed: number;
  skipped: number;
  /** How many steps were left when the run ended. */
  notRun: number;
  milliseconds: number;
  drift: Drift[];
  coverage: Coverage[];
  /** Whether there was a server. Without one the first step fails and says why. */
  isReached: boolean;
  /** Whether its limits, or that no code was at hand, ended the run, which says nothing against the server. */
  isStopped: boolean;
  /** The sessions that could not be closed. */
  leftBehind: LeftBehind[];
  /** What to try, where a failure looks like a slip in the options. */
  hint?: string;
}
