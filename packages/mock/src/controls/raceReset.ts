import { delay } from "../respond/delay.ts";

/** What a test's function answers, or nothing once nobody waits for it. */
export async function unlessEnded<Value>(
  answer: () => Value | Promise<Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  const settled = new AbortController();
  const ended = delay(Number.POSITIVE_INFINITY, AbortSignal.any([signal, settled.signal]));
  try {
    return await Promise.race([answer(), ended.then(() => undefined)]);
  } finally {
    settled.abort();
  }
}
