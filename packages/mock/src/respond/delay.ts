/** The longest time that a timer can wait: 24 days, which is as good as for ever. */
const maxTimerMs = 2 ** 31 - 1;

/** Waits until the time is over or the signal is aborted. */
export function delay(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer: { unref?(): void } & ReturnType<typeof setTimeout> = setTimeout(done, Math.min(delayMs, maxTimerMs));
    // In Node, a response that never comes must not keep the process alive.
    if (delayMs > maxTimerMs) timer.unref?.();
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
