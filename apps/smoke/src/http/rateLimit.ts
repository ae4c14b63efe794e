import { setTimeout } from "node:timers/promises";
import { StoppedError } from "../errors/StoppedError.ts";
import type { Flow } from "../flow/createFlow.ts";
import type { Step } from "../flow/steps.ts";
import type { Wait } from "../reports/Run.ts";
import type { Target } from "../targets/Target.ts";
import { retryAfterMsOf } from "./readRetryAfter.ts";

/** For how long one run waits, in all. */
const longestMs = 60_000;

export interface PatienceSettings {
  onWait?: ((wait: Wait) => void) | undefined;
  delay?: ((milliseconds: number, signal?: AbortSignal) => Promise<unknown>) | undefined;
  signal?: AbortSignal | undefined;
}

/** Waits where a right server may be at its limits, and knows when it has waited enough. */
export interface Patience {
  /** How long an answer asks to wait, in milliseconds; NaN if it does not say, undefined if it asks for nothing. */
  askedMs(answer: { status: number; headers: Headers } | undefined): number | undefined;
  /** Resolves to whether it has waited, and a request may be sent again. */
  wait(operation: string, milliseconds: number): Promise<boolean>;
}

export function createPatience(
  { isFresh = false, abilities }: Target,
  {
    onWait,
    delay = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
    signal,
  }: PatienceSettings,
): Patience {
  // A server that was started for this run is at no limit but those that the run uses up on purpose.
  const isAlone = isFresh || abilities.includes("limits");
  let leftMs = longestMs;
  return {
    askedMs: (answer) =>
      answer?.status === 429 && !isAlone ? (retryAfterMsOf(answer.headers) ?? Number.NaN) : undefined,
    async wait(operation, milliseconds) {
      if (!(milliseconds <= leftMs) || signal?.aborted) return false;
      leftMs -= milliseconds;
      if (milliseconds > 0) onWait?.({ operation, seconds: secondsOf(milliseconds) });
      await delay(milliseconds, signal);
      return true;
    },
  };
}

/** Runs a step, and once more if a server at its limits asks to wait. Throws a `StoppedError` if it asks for more. */
export async function runPatiently({ operation, run }: Step, flow: Flow, patience: Patience): Promise<void> {
  try {
    return await run(flow);
  } catch (error) {
    const askedMs = patience.askedMs(flow.last.exchange);
    if (askedMs === undefined) throw error;
    if (Number.isNaN(askedMs)) throw stopped(`${operation} answered 429 and does not say for how long`);
    if (!(await patience.wait(operation, askedMs)))
      throw stopped(`${operation} answered 429 and asks to wait ${secondsOf(askedMs)} s, more than a run waits`);
  }
  try {
    return await run(flow);
  } catch (error) {
    const againMs = patience.askedMs(flow.last.exchange);
    // It was waited for all that was asked, and no more is asked: whatever this is, it is no limit.
    if (!againMs) throw error;
    throw stopped(`${operation} answered 429 and, after the wait that it asked for, asks for another`);
  }
}

function stopped(what: string): StoppedError {
  return new StoppedError(
    `${what}: nothing is wrong with that. Run again after it, with another account, or from another address`,
  );
}

function secondsOf(milliseconds: number): number {
  return Math.ceil(milliseconds / 1_000);
}
