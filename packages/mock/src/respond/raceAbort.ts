import { delay } from "./delay.ts";

/** Returns the result of a function, or undefined as soon as the signal is aborted. */
export async function raceAbort<Value>(
  act: () => Value | Promise<Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  const settled = new AbortController();
  const aborted = delay(Number.POSITIVE_INFINITY, AbortSignal.any([signal, settled.signal]));
  try {
    return await Promise.race([act(), aborted.then(() => undefined)]);
  } finally {
    settled.abort();
  }
}
