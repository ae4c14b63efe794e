export type { Violation } from "@session-api/contract";
export { runSmoke, type SmokeOptions } from "./flow/runSmoke.ts";
export type { Coverage, Drift, LeftBehind, Run, StepResult, Wait } from "./reports/Run.ts";
export { startMockTarget, startServerTarget } from "./targets/ownTargets.ts";
export type { Ability, CodeRequest, OwnTarget, Target } from "./targets/Target.ts";
