import { setTimeout } from "node:timers/promises";
import { readRetryAfter } from "./readRetryAfter.ts";

/** The longest time that one run waits, in all. */
const longestMs = 60_000;

/** A wait that a server has asked for with 429 and `Retry-After`. */
export interface Wait {
  /** The operationId of the request. */
  operation: string;
  seconds: number;
}

export interface RateLimitSettings {
  /** Whether no earlier client has used up the limits. A 429 is then never a reason to wait. */
  isUnused: boolean;
  onWait?: ((wait: Wait) => void) | undefined;
  delay?: ((milliseconds: number, signal?: AbortSignal) => Promise<unknown>) | undefined;
  signal?: AbortSignal | undefined;
}

/** Waits when the server is at its limits, until the time of the run is used up. */
export interface RateLimit {
  /** Returns how many milliseconds a response asks to wait: NaN if it does not say, undefined if it does not ask. */
  readDelay(response: { status: number; headers: Headers } | undefined): number | undefined;
  /** Waits. Resolves to false at once when the run does not have that much time left. */
  wait(operation: string, milliseconds: number): Promise<boolean>;
}

export function createRateLimit({
  isUnused,
  onWait,
  delay = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  signal,
}: RateLimitSettings): RateLimit {
  let leftMs = longestMs;
  return {
    readDelay: (response) =>
      response?.status === 429 && !isUnused ? (readRetryAfter(response.headers) ?? Number.NaN) : undefined,
    async wait(operation, milliseconds) {
      if (!(milliseconds <= leftMs) || signal?.aborted) return false;
      leftMs -= milliseconds;
      if (milliseconds > 0) onWait?.({ operation, seconds: Math.ceil(milliseconds / 1_000) });
      await delay(milliseconds, signal);
      return true;
    },
  };
}
