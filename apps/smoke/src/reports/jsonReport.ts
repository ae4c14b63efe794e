import { timesOf } from "./measureTimes.ts";
import type { Run } from "./Run.ts";

/** All that is known, for programs. */
export function jsonReport(runs: Run[]): string {
  const passed = runs.every(({ isPassed }) => isPassed);
  return `${JSON.stringify({ passed, runs, times: timesOf(runs) }, null, 2)}\n`;
}
