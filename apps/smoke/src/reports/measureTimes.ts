import type { Run } from "./Run.ts";

/** How long the requests of an operation took, in milliseconds. */
export interface Times {
  operation: string;
  count: number;
  median: number;
  p95: number;
  max: number;
}

/** The times of all steps that passed, by operation. */
export function timesOf(runs: Run[]): Times[] {
  const times = new Map<string, number[]>();
  for (const { operation, milliseconds, result } of runs.flatMap(({ steps }) => steps))
    if (result === "ok") times.set(operation, [...(times.get(operation) ?? []), milliseconds]);
  return [...times].map(([operation, unsorted]) => {
    const sorted = unsorted.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return { operation, count: sorted.length, median: at(0.5), p95: at(0.95), max: at(1) };
  });
}
