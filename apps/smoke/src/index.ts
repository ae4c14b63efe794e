export type { Violation } from "@session-api/contract";
export type { CodeRequest } from "./codes/CodeSource.ts";
export { runSmoke, type SmokeOptions } from "./flow/runSmoke.ts";
export type { Wait } from "./http/rateLimit.ts";
export type {
  Coverage,
  Failure,
  LeftBehind,
  ReportedViolation,
  Run,
  StepName,
  StepOutcome,
  StepResult,
} from "./reports/Run.ts";
export { startMockTarget } from "./targets/startMockTarget.ts";
export { startServerTarget } from "./targets/startServerTarget.ts";
export type { Ability, OwnTarget, Target } from "./targets/Target.ts";
