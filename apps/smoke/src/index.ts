export type { Coverage } from "./contract/coverage.ts";
export type { Finding, FindingKind } from "./contract/judge.ts";
export { startMockTarget, startServerTarget } from "./ownTargets.ts";
export { type Drift, type Run, runSmoke, type SmokeOptions, type StepResult } from "./runSmoke.ts";
export type { Ability, CodeRequest, OwnTarget, Target } from "./Target.ts";
export { UnreachableError } from "./UnreachableError.ts";
