export type { Finding, FindingKind } from "./contract/Finding.ts";
export { startMockTarget, startServerTarget } from "./ownTargets.ts";
export type { Coverage, Drift, LeftBehind, Run, StepResult, Wait } from "./Run.ts";
export { runSmoke, type SmokeOptions } from "./runSmoke.ts";
export type { Ability, CodeRequest, OwnTarget, Target } from "./Target.ts";
