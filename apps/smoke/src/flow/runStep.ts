import { setTimeout as delay } from "node:timers/promises";
import { isSessionError } from "@session-api/client";
import { StoppedError } from "../errors/StoppedError.ts";
import { UnreachableError } from "../errors/UnreachableError.ts";
import { UsageError } from "../errors/UsageError.ts";
import type { RateLimit } from "../http/rateLimit.ts";
import type { Run, StepOutcome } from "../reports/Run.ts";
import { measureMilliseconds } from "./measureMilliseconds.ts";
import { runWithinLimits } from "./runWithinLimits.ts";
import { createLastRequest, type Flow } from "./state/Flow.ts";
import type { Step } from "./steps/Step.ts";

/** More than a second: a server that closes connections after one idle second could cut off the next request. */
const nextSecondMs = 1_100;

/** How a step ended, and whether it ends the run. */
export type StepEnd =
  | { outcome: StepOutcome; ends?: Exclude<Run["outcome"], "passed" | "interrupted"> }
  | { outcome: undefined; ends: "interrupted" };

export interface StepSettings {
  violations: "fail" | "warn";
  rateLimit: RateLimit;
}

/** Runs a step. Rejects with a `UsageError` when the options name a server that no request can be sent to. */
export async function runStep(step: Step, flow: Flow, { violations, rateLimit }: StepSettings): Promise<StepEnd> {
  flow.violations = [];
  flow.last = createLastRequest();
  try {
    if (step.inNextSecond) await waitForNextSecond(flow);
    await runWithinLimits(step, flow, rateLimit);
  } catch (error) {
    return explainEnd(error, flow);
  }
  const reasons = violations === "fail" ? listErrors(flow) : [];
  if (reasons.length > 0) return { outcome: createFailure(flow, "failed", reasons) };
  return { outcome: { outcome: "passed", milliseconds: measureMilliseconds(flow.last.startMs) } };
}

async function waitForNextSecond({ target, signal }: Flow): Promise<void> {
  if (!target.abilities.includes("remembers")) return;
  await (target.nextSecond?.() ?? delay(nextSecondMs, undefined, signal ? { signal } : {}));
}

function explainEnd(error: unknown, flow: Flow): StepEnd {
  const usageError = findCause(error, UsageError);
  if (usageError) throw usageError;
  // The signal has cut the request off, so the failure says nothing about the server.
  if (flow.signal?.aborted) return { outcome: undefined, ends: "interrupted" };
  // A server that has answered before exists, so its missing response fails the step.
  const unreachable = flow.received.length === 0 ? findCause(error, UnreachableError) : undefined;
  if (unreachable) {
    const reason = `${flow.target.url} is not reachable: ${unreachable.message}`;
    return { outcome: createFailure(flow, "failed", [reason]), ends: "unreachable" };
  }
  // First, because a body that differs from the document explains the errors that follow from it.
  const reasons = listErrors(flow);
  const ends = error instanceof StoppedError ? "stopped" : "failed";
  const outcome = reasons.length > 0 ? "failed" : ends;
  return { outcome: createFailure(flow, outcome, [...reasons, describe(error)]), ends };
}

function listErrors({ violations }: Flow): string[] {
  const errors = violations.filter(({ severity }) => severity === "error");
  return [...new Set(errors.map(({ message }) => message))];
}

function createFailure({ last, redactor }: Flow, outcome: "failed" | "stopped", reasons: string[]): StepOutcome {
  const { request, exchange, startMs } = last;
  const errorId = exchange?.headers.get("x-error-id");
  return {
    outcome,
    // The time of the last request alone. The step may also have waited for a code or for the server's limits.
    milliseconds: measureMilliseconds(startMs),
    reasons: reasons.map(redactor.redact),
    request: request === "" ? undefined : redactor.redact(request),
    status: exchange?.status,
    errorId: errorId ? redactor.redact(errorId) : undefined,
  };
}

/** Describes an error. The step names the operation already, so a failed connection needs only its reason. */
function describe(error: unknown): string {
  const unreachable = findCause(error, UnreachableError);
  if (unreachable) return `there was no response: ${unreachable.message}`;
  if (isSessionError(error) && error.kind === "network" && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}

function findCause<T extends Error>(error: unknown, kind: new (message: string) => T): T | undefined {
  if (error instanceof kind) return error;
  return error instanceof Error && error.cause ? findCause(error.cause, kind) : undefined;
}
