import { retryDelayMs } from "./retry.ts";
import { type OperationID, SessionError } from "./SessionError.ts";
import type { Transport } from "./send.ts";

interface Repeatable {
  operation: OperationID | undefined;
  method: string;
  /** The caller's. */
  signal: AbortSignal | undefined;
}

/** Tries a call until it succeeds or must not be tried again. Each try is told its number and how long it may take. */
export async function repeat<T>(
  { timeoutMs, maxAttempts, emit }: Transport,
  { operation, method, signal }: Repeatable,
  tryOnce: (attempt: number, limitMs: number) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs.overall;
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryOnce(attempt, Math.min(timeoutMs.perTry, deadline - Date.now()));
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      const delayMs = retryDelayMs({ error, method, maxAttempts, random: Math.random() });
      if (delayMs === undefined || Date.now() + delayMs >= deadline) throw error;
      emit({ type: "retry", operation, attempt, delayMs });
      await sleep(delayMs, signal);
      if (signal?.aborted)
        throw new SessionError({ kind: "aborted", operation, attempts: attempt }, { cause: signal.reason });
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
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end);
  });
}
