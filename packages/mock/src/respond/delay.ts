/** A timer can wait for 24 days at most, which is as good as for ever. */
const longestMs = 2 ** 31 - 1;

/** Waits until the time is over, or the signal says that nobody waits any more. */
export function delay(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer: { unref?(): void } & ReturnType<typeof setTimeout> = setTimeout(done, Math.min(delayMs, longestMs));
    // In Node, what is never answered must not keep the process.
    if (delayMs > longestMs) timer.unref?.();
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
