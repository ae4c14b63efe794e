import { StoppedError } from "../errors/StoppedError.ts";
import type { RateLimit } from "../http/rateLimit.ts";
import type { Flow } from "./state/Flow.ts";
import type { Step } from "./steps/Step.ts";

/**
 * Runs a step. When the server answers 429, it waits as long as the server asks, and runs the step once more. Throws a
 * `StoppedError` if the server asks for more time than the run has.
 */
export async function runWithinLimits({ operation, run }: Step, flow: Flow, rateLimit: RateLimit): Promise<void> {
  try {
    return await run(flow);
  } catch (error) {
    const delayMs = rateLimit.readDelay(flow.last.exchange);
    if (delayMs === undefined) throw error;
    if (Number.isNaN(delayMs)) throw createStopped(`${operation} answered 429 and does not say for how long`);
    if (!(await rateLimit.wait(operation, delayMs))) {
      const seconds = Math.ceil(delayMs / 1_000);
      throw createStopped(`${operation} answered 429 and asks to wait ${seconds} s, more than a run waits`);
    }
  }
  try {
    return await run(flow);
  } catch (error) {
    // The run has waited as asked. Another 429 that asks for no wait is not a limit, so the step fails.
    if (!rateLimit.readDelay(flow.last.exchange)) throw error;
    throw createStopped(`${operation} answered 429 and, after the wait that it asked for, asks for another`);
  }
}

function createStopped(what: string): StoppedError {
  return new StoppedError(
    `${what}: this is not a failure. Run again later, with another account, or from another address`,
  );
}
