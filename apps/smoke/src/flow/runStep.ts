import { setTimeout as delay } from "node:timers/promises";
import { isSessionError } from "@session-api/client";
import { StoppedError } from "../errors/StoppedError.ts";
import { UnreachableError } from "../errors/UnreachableError.ts";
import { UsageError } from "../errors/UsageError.ts";
import { type Patience, runPatiently } from "../http/rateLimit.ts";
import type { StepResult } from "../reports/Run.ts";
import { type Flow, nothingSent } from "./createFlow.ts";
import type { Step } from "./steps.ts";

/** A second and a little more, since a connection that idles for just one may be closed under a request. */
const nextSecondMs = 1_100;

/** How a step ended. */
interface StepEnd {
  /** Undefined where the run was ended meanwhile. */
  result: StepResult | undefined;
  /** Whether the next step cannot be run. */
  isLast: boolean;
  isUnreachable?: boolean;
  isStopped?: boolean;
}

/** Runs a step, and says whether the next one can be run. */
export async function runStep(
  step: Step,
  flow: Flow,
  { drift, patience, signal }: { drift: "fail" | "warn"; patience: Patience; signal: AbortSignal | undefined },
): Promise<StepEnd> {
  flow.violations = [];
  flow.last = nothingSent();
  const reasons: string[] = [];
  let limit: StoppedError | undefined;
  let isLast = false;
  try {
    await getReady(step, flow, signal);
    await runPatiently(step, flow, patience);
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
    if (error instanceof StoppedError) limit = error;
    else reasons.push(sentenceOf(error));
    isLast = true;
  }
  // Of the last request alone: it may have been waited for somebody who types, or for the limits of the server.
  const milliseconds = millisecondsSince(flow.last.startMs);
  // A body that contradicts the document explains whatever else went wrong with it, so it is reported first.
  const errors = flow.violations.filter(({ severity }) => severity === "error" && (drift === "fail" || isLast));
  reasons.unshift(...new Set(errors.map(({ message }) => message)));
  if (reasons.length === 0 && !limit) return { result: { ...resultOf(step, "ok"), milliseconds }, isLast };
  const { request, exchange } = flow.last;
  const errorID = exchange?.headers.get("x-error-id");
  const result: StepResult = {
    ...resultOf(step, reasons.length === 0 ? "STOP" : "FAIL"),
    milliseconds,
    reasons: [...reasons, ...(limit ? [limit.message] : [])].map(flow.mask),
    ...(request && { request: flow.mask(request) }),
    ...(exchange && { status: exchange.status }),
    ...(errorID && { errorID: flow.mask(errorID) }),
  };
  return { result, isLast, ...(limit && { isStopped: true }) };
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
  await (target.nextSecond?.() ?? delay(nextSecondMs, undefined, { ...(signal && { signal }) }));
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
