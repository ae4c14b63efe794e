import type { Finding } from "./contract/Finding.ts";

/** How one step ended. */
export interface StepResult {
  operation: string;
  expectation: string;
  result: "ok" | "FAIL" | "skip";
  /** How long its request took. */
  milliseconds: number;
  /** Why it failed, in sentences, or why it was skipped. */
  reasons: string[];
  /** The request that failed, and the status of its answer. */
  request?: string;
  status?: number;
  errorID?: string;
}

/** A difference between the answers and the document, once for each operation and status. */
export type Drift = Finding & { times: number };

/** How much of the document a run has exercised, of each kind of thing that it declares. */
export interface Coverage {
  kind: "operations" | "statuses" | "parameters" | "properties";
  declared: number;
  seen: number;
  percent: number;
  /** What was not exercised, by name. */
  missing: string[];
}

/** What a run found. It holds no bearer, no code and no address. */
export interface Run {
  url: string;
  steps: StepResult[];
  passed: number;
  failed: number;
  skipped: number;
  /** How many steps were left when the run stopped. */
  notRun: number;
  milliseconds: number;
  drift: Drift[];
  coverage: Coverage[];
  /** Whether there was a server. Without one the first step fails and says why. */
  isReached: boolean;
  /** How many sessions could not be closed. */
  leftOpen: number;
}
