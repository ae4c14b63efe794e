import fc from "fast-check";

const concurrency = 8;

/** The smallest value that fails, and why. */
export interface Failure<T> {
  value: T;
  problem: string;
}

export interface CheckSettings {
  /** How many values to check. */
  runs: number;
  seed: number;
  signal: AbortSignal | undefined;
}

/**
 * Checks generated values, several at a time, until `check` rejects. Shrinks the value that it rejects. Resolves to
 * undefined when no value fails, or when `signal` aborts before one does.
 */
export async function checkConcurrently<T>(
  values: fc.Arbitrary<T>,
  check: (value: T) => Promise<void>,
  { runs, seed, signal }: CheckSettings,
): Promise<Failure<T> | undefined> {
  let failed: number | undefined;
  const createProperty = (worker: number) =>
    fc.asyncProperty(values, async (value) => {
      // While one worker shrinks a failure, the others have nothing left to find.
      if (failed !== undefined && (failed !== worker || signal?.aborted)) return;
      // After a plain return, fast-check would still generate all remaining values.
      signal?.throwIfAborted();
      try {
        await check(value);
      } catch (error) {
        failed ??= worker;
        throw error;
      }
    });
  const numRuns = Math.ceil(runs / concurrency);
  const workers = Array.from({ length: concurrency }, (_, worker) =>
    fc.check(createProperty(worker), { numRuns, seed: seed + worker }),
  );
  const details = await Promise.all(workers);
  const { counterexample, errorInstance } = (failed === undefined ? undefined : details[failed]) ?? {};
  if (!counterexample) return undefined;
  const problem = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return { value: counterexample[0], problem };
}
