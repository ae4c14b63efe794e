export type { Violation } from "@session-api/contract";
export type { CodeRequest } from "./codes/CodeSource.ts";
export { runSmoke, type SmokeOptions } from "./flow/runSmoke.ts";
export type { Coverage, Drift, LeftBehind, Run, StepResult, Wait } from "./reports/Run.ts";
export { startMockTarget } from "./targets/startMockTarget.ts";
export { startServerTarget } from "./targets/startServerTarget.ts";
export type { Ability, OwnTarget, Target } from "./targets/Target.ts";
