import type { Explanation } from "./Explanation.ts";
import { getPart } from "./getPart.ts";
import { renderFailure } from "./renderFailure.ts";

/** Runs the work of a button. Resolves to whether it succeeded. */
export type Run = (action: string, work: () => Promise<string>) => Promise<boolean>;

interface RunnerOptions {
  signal: AbortSignal;
  setAction(action: string): void;
  explain(error: unknown): Promise<Explanation>;
}

/** Creates a function that runs one work at a time, tells its result, and explains its failure. */
export function createRunner(root: HTMLElement, { signal, setAction, explain }: RunnerOptions): Run {
  const status = getPart(root, "status", HTMLElement);
  let isBusy = false;
  return async (action, work) => {
    if (isBusy) return false;
    isBusy = true;
    setAction(action);
    renderFailure(root, undefined);
    status.textContent = `${action} …`;
    try {
      const result = await work();
      if (!signal.aborted) status.textContent = result;
      return !signal.aborted;
    } catch (error) {
      const explanation = await explain(error);
      if (signal.aborted) return false;
      status.textContent = "";
      renderFailure(root, explanation);
      return false;
    } finally {
      isBusy = false;
    }
  };
}
