import { SessionError } from "../errors/SessionError.ts";
import { retryDelayMs } from "./retryDelayMs.ts";
import type { Attempt, Transport } from "./Transport.ts";

/** Attempts a call until it succeeds or must not be retried. Each attempt gets its number and its time limit. */
export async function retry<T>(
  { timeoutMs, maxAttempts, emit }: Transport,
  { method, signal, ...call }: Omit<Attempt["about"], "attempt"> & { method: string; signal: AbortSignal | undefined },
  attemptOnce: (about: Attempt["about"], limitMs: number) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs.overall;
  for (let attempt = 1; ; attempt++) {
    const about = { ...call, attempt };
    try {
      return await attemptOnce(about, Math.min(timeoutMs.perTry, deadline - Date.now()));
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      const delayMs = retryDelayMs({ error, method, maxAttempts, random: Math.random() });
      if (delayMs === undefined || Date.now() + delayMs >= deadline) throw error;
      emit?.({ type: "retry", ...about, delayMs });
      await sleep(delayMs, signal);
      if (!signal?.aborted) continue;
      emit?.({ type: "failure", ...about, kind: "aborted", durationMs: 0 });
      const { operation } = call;
      throw new SessionError({ kind: "aborted", operation, attempts: attempt }, { cause: signal.reason });
    }
  }
}

/** Resolves after the delay, or as soon as the signal aborts. */
function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, delayMs);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
}
