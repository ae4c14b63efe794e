import type { Ability } from "../../targets/Target.ts";
import type { Check } from "../expectations/Check.ts";
import type { OperationId } from "../requests/requests.ts";

/** When a step can be run. */
export interface Conditions {
  /** The abilities that the server must have. */
  needs?: readonly Ability[];
  /** Whether a mailed code is sent, in this step or before it. */
  needsCode?: boolean;
  /** Whether the API's page leaves the expectation open, so that only this project's own servers must meet it. */
  isOurDecision?: boolean;
  /** Whether the request is wrong on purpose. */
  isInvalid?: boolean;
  /** Whether the server's clock must first reach a later second than that of the last response. */
  inNextSecond?: boolean;
}

/** Steps under the same conditions. A chapter of the flow is a list of groups, which are run in order. */
export interface Group extends Conditions {
  /** The checks, by the expectation. One expectation may apply to several requests. */
  steps: Record<string, Check | readonly Check[]>;
}

/** One request and one expectation. */
export interface Step extends Conditions {
  operation: OperationId;
  /** The text that is printed after the operation. */
  expectation: string;
  run: Check["run"];
}
