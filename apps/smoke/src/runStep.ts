import { setTimeout as delay } from "node:timers/promises";
import { isSessionError } from "@session-api/client";
import type { Flow } from "./createFlow.ts";
import type { StepResult } from "./Run.ts";
import type { Step } from "./steps.ts";
import { UnreachableError } from "./UnreachableError.ts";
import { UsageError } from "./UsageError.ts";

/** Runs a step. Its result is undefined where the run was ended meanwhile; `isLast` says that the next cannot be run. */
export async function runStep(
  step: Step,
  flow: Flow,
  drift: "fail" | "warn",
  signal: AbortSignal | undefined,
): Promise<{ result: StepResult | undefined; isLast: boolean; isUnreachable?: boolean }> {
  flow.findings = [];
  flow.last = { request: "", sentAt: 0 };
  const reasons: string[] = [];
  let start = performance.now();
  let isLast = false;
  try {
    // Before the clock starts: it may be somebody who types.
    await getReady(step, flow, signal);
    start = performance.now();
    await step.run(flow);
  } catch (error) {
    const usageError = causeOf(error, UsageError);
    if (usageError) throw usageError;
    // Nobody is convicted for a request that was cut off here.
    if (signal?.aborted) return { result: undefined, isLast: true };
    // A server that has answered before is there, and to be convicted.
    const unreachable = flow.seen.size === 0 ? causeOf(error, UnreachableError) : undefined;
    if (unreachable) {
      const reasons = [`${flow.target.url} is not reachable: ${unreachable.message}`];
      return { result: { ...resultOf(step, "FAIL"), reasons }, isLast: true, isUnreachable: true };
    }
    reasons.push(sentenceOf(error));
    isLast = true;
  }
  const milliseconds = millisecondsSince(start);
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
    const { email, verificationCodeID, askedAt } = flow[codeOf];
    flow[codeOf].code =
      (await target.readCode?.({ email, verificationCodeID, askedAt, ...(signal && { signal }) })) ?? "";
    mask.hide(flow[codeOf].code);
  }
  if (!inNextSecond || !target.abilities.includes("remembers")) return;
  await (target.nextSecond?.() ?? delay(1_000, undefined, { ...(signal && { signal }) }));
}

/** To a tenth: no clock here is better than that. */
export function millisecondsSince(start: number): number {
  return Math.round(10 * (performance.now() - start)) / 10;
}

/** The result of a step that has nothing to say. */
export function resultOf({ operation, expectation }: Step, result: StepResult["result"]): StepResult {
  return { operation, expectation, result, milliseconds: 0, reasons: [] };
}

/** The step names the operation already, so of a call that was never answered only the reason is told. */
function sentenceOf(error: unknown): string {
  const unreachable = causeOf(error, UnreachableError);
  if (unreachable) return `there was no answer: ${unreachable.message}`;
  if (isSessionError(error) && error.kind === "network" && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}

function causeOf<T extends Error>(error: unknown, kind: new (message: string) => T): T | undefined {
  if (error instanceof kind) return error;
  return error instanceof Error && error.cause ? causeOf(error.cause, kind) : undefined;
}
