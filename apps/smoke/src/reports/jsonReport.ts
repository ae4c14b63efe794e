import type { Run } from "../Run.ts";
import { timesOf } from "./timesOf.ts";

/** All that is known, for programs. */
export function jsonReport(runs: Run[]): string {
  const isPassed = runs.every(({ failed }) => failed === 0);
  return `${JSON.stringify({ passed: isPassed, runs, times: timesOf(runs) }, null, 2)}\n`;
}
