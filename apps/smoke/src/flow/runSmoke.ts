import { loadContract } from "../http/loadContract.ts";
import { createPatience } from "../http/rateLimit.ts";
import { measureCoverage } from "../reports/coverage.ts";
import type { Drift, LeftBehind, Run, StepResult, Wait } from "../reports/Run.ts";
import type { Target } from "../targets/Target.ts";
import { closeAll } from "./closeSessions.ts";
import { createFlow, type Flow } from "./createFlow.ts";
import { millisecondsSince, resultOf, runStep } from "./runStep.ts";
import { type Step, steps } from "./steps.ts";
import { hintOf } from "./suggestFix.ts";

/** How a run is made. */
export interface SmokeOptions {
  /** Is told of each step as it ends. */
  onStep?: (step: StepResult) => void;
  /** Is told what is waited for, where the limits of the server are reached and it asks for time. */
  onWait?: (wait: Wait) => void;
  /** Waits for that. A timer by default. */
  delay?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** How long a request may take. 10,000 by default. */
  timeoutMs?: number;
  /** Whether a contradiction of the document fails its step. `fail` by default; `warn` only reports it. */
  drift?: "fail" | "warn";
  /** Whether a step that cannot be run fails. */
  requireAll?: boolean;
  /** Ends the run. What was opened is closed all the same. */
  signal?: AbortSignal;
  /** Whether to leave out requests that are wrong on purpose, where a gateway would refuse them itself. */
  onlyValid?: boolean;
}

/**
 * Runs the flow. It stops at the first expectation that is not met, since the next ones build on it; an answer that
 * merely contradicts the document fails its step, and the run goes on. What was opened is closed in any case.
 * Where nothing answers, the first step fails and `isReached` is false. Where a server at its limits asks to wait, that is
 * done for a minute in all; if it asks for more, or a code is not at hand, the run stops with `isStopped`.
 *
 * @example
 * ```ts
 * import { runSmoke, startServerTarget } from "@session-api/smoke";
 *
 * await using target = await startServerTarget();
 * const { isPassed, steps } = await runSmoke(target, { onStep: ({ result, expectation }) => console.log(result, expectation) });
 * console.log(isPassed, steps.length);
 * ```
 */
export async function runSmoke(target: Target, options: SmokeOptions = {}): Promise<Run> {
  const { onStep, timeoutMs = 10_000, drift = "fail", requireAll = false, signal, onlyValid = false } = options;
  const patience = createPatience(target, options);
  const contract = loadContract();
  const flow = createFlow(target, { contract, timeoutMs, signal });
  const wanted = steps.filter(
    ({ isOurDecision, isInvalid }) => (target.isStrict || !isOurDecision) && !(onlyValid && isInvalid),
  );
  const results: StepResult[] = [];
  const drifts = new Map<string, Drift>();
  const start = performance.now();
  let leftBehind: LeftBehind[] = [];
  let isReached = true;
  let isStopped = false;
  const report = (result: StepResult) => {
    results.push(result);
    onStep?.(result);
  };
  try {
    for (const step of wanted) {
      const lack = whatLacks(step, target);
      if (lack !== undefined) {
        report({ ...resultOf(step, requireAll ? "FAIL" : "skip"), reasons: [lack] });
        continue;
      }
      const { result, isLast, ...end } = await runStep(step, flow, { drift, patience, signal });
      for (const violation of flow.violations) note(drifts, violation, flow);
      if (result) report(result);
      if (end.isUnreachable) isReached = false;
      if (end.isStopped) isStopped = true;
      if (isLast || signal?.aborted) break;
    }
  } finally {
    leftBehind = await closeAll(flow, patience, timeoutMs);
  }
  const why = whyNotRun(results, signal);
  for (const step of wanted.slice(results.length))
    results.push({ ...resultOf(step, "not run"), reasons: [`not run, since ${why}`] });
  const count = (one: StepResult["result"]) => results.filter(({ result }) => result === one).length;
  const notRun = count("STOP") + count("not run");
  const hint = hintOf(target, results);
  return {
    url: target.url,
    steps: results,
    isPassed: count("FAIL") + notRun === 0,
    passed: count("ok"),
    failed: count("FAIL"),
    skipped: count("skip"),
    notRun,
    milliseconds: millisecondsSince(start),
    drift: [...drifts.values()],
    coverage: measureCoverage(contract, flow.seen),
    isReached,
    isStopped,
    leftBehind,
    ...(hint !== undefined && { hint }),
  };
}

function whyNotRun(results: StepResult[], signal: AbortSignal | undefined): string {
  const last = results.at(-1);
  if (last?.result === "STOP") return "the run was stopped";
  if (last?.result !== "FAIL" || signal?.aborted) return "the run was ended early";
  return `this failed: ${last.operation} ${last.expectation}`;
}

const lacks: Record<string, string> = {
  remembers: "needs a server that remembers",
  "two accounts": "needs a second account: give --other-email",
  limits: "needs a server whose limits may be used up",
};

function whatLacks({ needs = [], codeOf }: Step, { abilities, readCode }: Target): string | undefined {
  const lacking = needs.find((ability) => !abilities.includes(ability));
  if (lacking !== undefined) return lacks[lacking];
  return codeOf !== undefined && readCode === undefined ? "needs the code from the mail: give --code-from" : undefined;
}

function note(drifts: Map<string, Drift>, violation: Drift, { mask }: Flow): void {
  const message = mask(violation.message);
  const key = `${violation.operationId} ${violation.status} ${message}`;
  const known = drifts.get(key);
  if (known) known.times += 1;
  else drifts.set(key, { ...violation, message });
}
