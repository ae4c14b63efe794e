import { loadContract } from "../http/loadContract.ts";
import { createRateLimit, type Wait } from "../http/rateLimit.ts";
import { measureCoverage } from "../reports/coverage.ts";
import type { Redactor } from "../reports/createRedactor.ts";
import type { LeftBehind, ReportedViolation, Run, StepOutcome, StepResult } from "../reports/Run.ts";
import type { Target } from "../targets/Target.ts";
import { closeSessions } from "./closeSessions.ts";
import { explainSkip } from "./explainSkip.ts";
import { measureMilliseconds } from "./measureMilliseconds.ts";
import { runStep, type StepEnd } from "./runStep.ts";
import { createFlow } from "./state/createFlow.ts";
import { listSteps } from "./steps/listSteps.ts";
import type { Step } from "./steps/Step.ts";
import { suggestFix } from "./suggestFix.ts";

/** Options of a run. */
export interface SmokeOptions {
  /** Is called with each step as it ends. */
  onStep?: (step: StepResult) => void;
  /** Is called before the run waits, because the server is at its limits and asks for time. */
  onWait?: (wait: Wait) => void;
  /** Waits for the given time. A timer by default. */
  delay?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** How long a request may take. 10,000 by default. */
  timeoutMs?: number;
  /** Whether a response that differs from the document fails its step. `fail` by default; `warn` only reports it. */
  violations?: "fail" | "warn";
  /** Whether to fail the steps that would be skipped. */
  requireAll?: boolean;
  /** Ends the run. The sessions that it opened are closed. */
  signal?: AbortSignal;
  /** Whether to leave out requests that are wrong on purpose, because a gateway would refuse them itself. */
  onlyValid?: boolean;
}

/**
 * Runs the flow. The run ends at the first expectation that is not met, because the next ones build on it. A response
 * that only differs from the document fails its step, and the run goes on. In each case the sessions that the run opened
 * are closed. When the server is at its limits and asks to wait, the run waits, for up to a minute in all.
 *
 * @example
 * ```ts
 * import { runSmoke, startServerTarget } from "@session-api/smoke";
 *
 * await using target = await startServerTarget();
 * const { outcome, steps } = await runSmoke(target, { onStep: ({ outcome, expectation }) => console.log(outcome, expectation) });
 * console.log(outcome, steps.length);
 * ```
 */
export async function runSmoke(target: Target, options: SmokeOptions = {}): Promise<Run> {
  const { onStep, onWait, delay, timeoutMs = 10_000, violations = "fail", requireAll = false, signal } = options;
  const contract = loadContract();
  const flow = createFlow(target, { contract, timeoutMs, signal });
  const isUnused = target.isFresh || target.abilities.includes("limits");
  const rateLimit = createRateLimit({ isUnused, onWait, delay, signal });
  const startMs = performance.now();
  const steps = chooseSteps(target, options);
  const results: StepResult[] = [];
  const reported: ReportedViolation[] = [];
  let ends: StepEnd["ends"];
  let leftBehind: LeftBehind[] = [];
  const report = ({ operation, expectation }: Step, outcome: StepOutcome) => {
    const result = { operation, expectation, ...outcome };
    results.push(result);
    onStep?.(result);
  };
  try {
    for (const step of steps) {
      const missing = explainSkip(step, target);
      if (missing !== undefined) {
        report(step, skip(missing, requireAll));
        continue;
      }
      const end = await runStep(step, flow, { violations, rateLimit });
      for (const violation of flow.violations) addViolation(reported, violation, flow.redactor);
      if (end.outcome) report(step, end.outcome);
      ends = end.ends;
      if (ends || signal?.aborted) break;
    }
  } finally {
    leftBehind = await closeSessions(flow, rateLimit, timeoutMs);
  }
  const reason = explainNotRun(results, ends);
  for (const { operation, expectation } of steps.slice(results.length))
    results.push({ operation, expectation, outcome: "notRun", reason });
  const count = (outcome: StepOutcome["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  const failed = count("failed");
  const notRun = count("stopped") + count("notRun");
  return {
    url: target.url,
    outcome: decideOutcome(ends, failed, notRun),
    steps: results,
    passed: count("passed"),
    failed,
    skipped: count("skipped"),
    notRun,
    milliseconds: measureMilliseconds(startMs),
    violations: reported,
    coverage: measureCoverage(contract, flow.exercised),
    leftBehind,
    hint: suggestFix(target, results),
  };
}

function chooseSteps({ isStrict }: Target, { onlyValid = false }: SmokeOptions): Step[] {
  return listSteps().filter(
    ({ isOurDecision, isInvalid }) => (isStrict || !isOurDecision) && !(onlyValid && isInvalid),
  );
}

function skip(missing: string, requireAll: boolean): StepOutcome {
  if (requireAll) return { outcome: "failed", milliseconds: 0, reasons: [`needs ${missing}`] };
  return { outcome: "skipped", reason: `needs ${missing}` };
}

/** Adds a violation, or counts it when the run has seen the same one before. */
function addViolation(reported: ReportedViolation[], violation: ReportedViolation, { redact }: Redactor): void {
  const { operationId, status } = violation;
  // A server may send a secret as the name of a field.
  const texts = {
    field: redact(violation.field),
    problem: redact(violation.problem),
    message: redact(violation.message),
  };
  const known = reported.find(
    (one) => one.message === texts.message && one.operationId === operationId && one.status === status,
  );
  if (known) known.times += 1;
  else reported.push({ ...violation, ...texts });
}

function explainNotRun(results: StepResult[], ends: StepEnd["ends"]): string {
  const last = results.at(-1);
  if (ends === "stopped") return "not run, because the run was stopped";
  if (ends === undefined || ends === "interrupted" || !last) return "not run, because the run was ended early";
  return `not run, because this failed: ${last.operation} ${last.expectation}`;
}

function decideOutcome(ends: StepEnd["ends"], failed: number, notRun: number): Run["outcome"] {
  if (ends === "unreachable") return ends;
  if (failed > 0) return "failed";
  return ends ?? (notRun > 0 ? "interrupted" : "passed");
}
