/** Collects the errors that are reported as uncaught during a run. Without this they would end the test. */
export async function collectUncaughtErrors(run: () => Promise<unknown>): Promise<unknown[]> {
  const errors: unknown[] = [];
  const listeners = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => errors.push(error));
  try {
    await run();
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of listeners) process.on("uncaughtException", listener);
  }
  return errors;
}
