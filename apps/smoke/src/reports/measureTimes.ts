import type { Run } from "./Run.ts";

/** How long the requests of an operation took, in milliseconds. */
export interface Times {
  operation: string;
  count: number;
  median: number;
  p95: number;
  max: number;
}

/** Measures the steps that passed, by operation. */
export function measureTimes(runs: Run[]): Times[] {
  const times = new Map<string, number[]>();
  for (const step of runs.flatMap(({ steps }) => steps))
    if (step.outcome === "passed") times.set(step.operation, [...(times.get(step.operation) ?? []), step.milliseconds]);
  return [...times].map(([operation, unsorted]) => {
    const sorted = unsorted.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return { operation, count: sorted.length, median: at(0.5), p95: at(0.95), max: at(1) };
  });
}
