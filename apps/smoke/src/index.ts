export type { Violation } from "@session-api/contract";
export { runSmoke, type SmokeOptions } from "./flow/runSmoke.ts";
export type { Wait } from "./http/rateLimit.ts";
export type { Coverage, Drift, Failure, LeftBehind, Run, StepName, StepOutcome, StepResult } from "./reports/Run.ts";
export { startMockTarget, startServerTarget } from "./targets/ownTargets.ts";
export type { Ability, CodeRequest, OwnTarget, Target } from "./targets/Target.ts";
