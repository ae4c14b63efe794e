import { retryDelayMs } from "./retry.ts";
import { SessionError } from "./SessionError.ts";
import type { Attempt, Transport } from "./send.ts";

/** Tries a call until it succeeds or must not be tried again. Each try is told its number and how long it may take. */
export async function repeat<T>(
  { timeoutMs, maxAttempts, emit }: Transport,
  { method, signal, ...of }: Omit<Attempt["about"], "attempt"> & { method: string; signal: AbortSignal | undefined },
  tryOnce: (about: Attempt["about"], limitMs: number) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs.overall;
  for (let attempt = 1; ; attempt++) {
    const about = { ...of, attempt };
    try {
      return await tryOnce(about, Math.min(timeoutMs.perTry, deadline - Date.now()));
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      const delayMs = retryDelayMs({ error, method, maxAttempts, random: Math.random() });
      if (delayMs === undefined || Date.now() + delayMs >= deadline) throw error;
      emit({ type: "retry", ...about, delayMs });
      await sleep(delayMs, signal);
      if (!signal?.aborted) continue;
      emit({ type: "failure", ...about, kind: "aborted", durationMs: 0 });
      throw new SessionError({ kind: "aborted", operation: of.operation, attempts: attempt }, { cause: signal.reason });
    }
  }
}

/** Resolves after a while, or at once when the signal says so. */
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
