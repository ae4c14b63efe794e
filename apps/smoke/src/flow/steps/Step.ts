import type { Ability } from "../../targets/Target.ts";
import type { Check } from "../expectations/Check.ts";
import type { OperationId } from "../requests/requests.ts";

/** When a step can be run. */
export interface Conditions {
  /** The abilities that the server must have. */
  needs?: readonly Ability[];
  /** Whether a mailed code is sent, in this step or before it. */
  needsCode?: boolean;
  /** Whether the API's page is silent on it, so that only this project's own servers must meet the expectation. */
  isOurDecision?: boolean;
  /** Whether the request is wrong on purpose. */
  isInvalid?: boolean;
  /** Whether the server's clock must show another second than at the last response. */
  inNextSecond?: boolean;
}

/** Steps under the same conditions. A chapter of the flow is a list of groups, which are run in order. */
export interface Group extends Conditions {
  /** By the expectation. One expectation may hold for several requests. */
  steps: Record<string, Check | readonly Check[]>;
}

/** One request and one expectation. */
export interface Step extends Conditions {
  operation: OperationId;
  /** As it is printed, behind the operation. */
  expectation: string;
  run: Check["run"];
}
