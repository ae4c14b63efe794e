import { setTimeout as delay } from "node:timers/promises";
import { isSessionError } from "@session-api/client";
import { closeAll } from "./closeAll.ts";
import { type Coverage, coverageOf } from "./contract/coverage.ts";
import { type ApiDocument, loadDocument } from "./contract/document.ts";
import type { Finding } from "./contract/judge.ts";
import { createFlow, type Flow } from "./createFlow.ts";
import { type Step, steps } from "./steps.ts";
import type { Target } from "./Target.ts";
import { UnreachableError } from "./UnreachableError.ts";

/** How one step ended. */
export interface StepResult {
  operation: string;
  expectation: string;
  result: "ok" | "FAIL" | "skip";
  /** How long its request took. */
  milliseconds: number;
  /** Why it failed, in sentences, or why it was skipped. */
  reasons: string[];
  /** The request that failed, and the status of its answer. */
  request?: string;
  status?: number;
  errorID?: string;
}

/** A difference between the answers and the document, once for each operation and status. */
export type Drift = Finding & { times: number };

/** What a run found. It holds no bearer, no code and no address. */
export interface Run {
  url: string;
  steps: StepResult[];
  passed: number;
  failed: number;
  skipped: number;
  /** How many steps were left when the run stopped. */
  notRun: number;
  milliseconds: number;
  drift: Drift[];
  coverage: Coverage[];
  /** How many sessions could not be closed. */
  leftOpen: number;
}

export interface SmokeOptions {
  /** Is told of each step as it ends. */
  onStep?: (step: StepResult) => void;
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

let published: ApiDocument | undefined;

/**
 * Runs the flow. It stops at the first expectation that is not met, since the next ones build on it; an answer that
 * merely contradicts the document fails its step, and the run goes on. What was opened is closed in any case.
 * Rejects with an `UnreachableError` if nothing answers.
 *
 * @example
 * ```ts
 * import { runSmoke, startServerTarget } from "@session-api/smoke";
 *
 * await using target = await startServerTarget();
 * const { failed, steps } = await runSmoke(target, { onStep: ({ result, expectation }) => console.log(result, expectation) });
 * console.log(failed === 0, steps.length);
 * ```
 */
export async function runSmoke(target: Target, options: SmokeOptions = {}): Promise<Run> {
  const { onStep, timeoutMs = 10_000, drift = "fail", requireAll = false, signal, onlyValid = false } = options;
  published ??= loadDocument();
  const flow = createFlow(target, { document: published, timeoutMs, signal });
  const wanted = steps.filter(
    ({ isOurDecision, isInvalid }) => (target.isStrict || !isOurDecision) && !(onlyValid && isInvalid),
  );
  const results: StepResult[] = [];
  const drifts = new Map<string, Drift>();
  const start = performance.now();
  let leftOpen = 0;
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
      const { result, isLast } = await runStep(step, flow, drift, signal);
      for (const finding of flow.findings) note(drifts, finding, flow);
      if (result) report(result);
      if (isLast || signal?.aborted) break;
    }
  } finally {
    leftOpen = await closeAll(flow, timeoutMs);
  }
  const count = (one: StepResult["result"]) => results.filter(({ result }) => result === one).length;
  return {
    url: target.url,
    steps: results,
    passed: count("ok"),
    failed: count("FAIL"),
    skipped: count("skip"),
    notRun: wanted.length - results.length,
    milliseconds: performance.now() - start,
    drift: [...drifts.values()],
    coverage: coverageOf(published, flow.seen),
    leftOpen,
  };
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

async function runStep(
  step: Step,
  flow: Flow,
  drift: "fail" | "warn",
  signal: AbortSignal | undefined,
): Promise<{ result: StepResult | undefined; isLast: boolean }> {
  flow.findings = [];
  flow.last = { request: "" };
  const reasons: string[] = [];
  let start = performance.now();
  let isLast = false;
  try {
    // Before the clock starts: it may be somebody who types.
    await getReady(step, flow, signal);
    start = performance.now();
    await step.run(flow);
  } catch (error) {
    const unreachable = causeOf(error, UnreachableError);
    if (unreachable) throw new UnreachableError(`${flow.target.url} is not reachable: ${unreachable.message}`);
    // Nobody is convicted for a request that was cut off here.
    if (signal?.aborted) return { result: undefined, isLast: true };
    reasons.push(sentenceOf(error));
    isLast = true;
  }
  const milliseconds = performance.now() - start;
  // A body that contradicts the document explains whatever else went wrong with it, so it is reported first.
  const contradictions = flow.findings.filter(({ convicts }) => convicts && (drift === "fail" || isLast));
  reasons.unshift(...new Set(contradictions.map(({ message }) => message)));
  if (reasons.length === 0) return { result: { ...resultOf(step, "ok"), milliseconds }, isLast };
  const { request, exchange } = flow.last;
  const errorID = exchange?.headers.get("x-error-id");
  const result: StepResult = {
    ...resultOf(step, "FAIL"),
    milliseconds,
    reasons: reasons.map(flow.mask),
    ...(request && { request: flow.mask(request) }),
    ...(exchange && { status: exchange.status }),
    ...(errorID && { errorID: flow.mask(errorID) }),
  };
  return { result, isLast };
}

async function getReady({ codeOf, inNextSecond }: Step, flow: Flow, signal: AbortSignal | undefined): Promise<void> {
  const { target, mask } = flow;
  if (codeOf !== undefined && flow[codeOf].code === "") {
    const { email, verificationCodeID } = flow[codeOf];
    flow[codeOf].code = (await target.readCode?.({ email, verificationCodeID, ...(signal && { signal }) })) ?? "";
    mask.hide(flow[codeOf].code);
  }
  if (!inNextSecond || !target.abilities.includes("remembers")) return;
  await (target.nextSecond?.() ?? delay(1_000, undefined, { ...(signal && { signal }) }));
}

function resultOf({ operation, expectation }: Step, result: StepResult["result"]): StepResult {
  return { operation, expectation, result, milliseconds: 0, reasons: [] };
}

/** The step names the operation already, so of a call that was never answered only the reason is told. */
function sentenceOf(error: unknown): string {
  if (isSessionError(error) && error.kind === "network" && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}

function causeOf<T extends Error>(error: unknown, kind: new (message: string) => T): T | undefined {
  if (error instanceof kind) return error;
  return error instanceof Error && error.cause ? causeOf(error.cause, kind) : undefined;
}

function note(drifts: Map<string, Drift>, finding: Finding, { mask }: Flow): void {
  const message = mask(finding.message);
  const key = `${finding.operationID} ${finding.status} ${message}`;
  const known = drifts.get(key);
  if (known) known.times += 1;
  else drifts.set(key, { ...finding, message, times: 1 });
}
