import type { Run } from "../Run.ts";
import { timesOf } from "./timesOf.ts";

/** All that is known, for programs. */
export function jsonReport(runs: Run[]): string {
  const passed = runs.every(({ isPassed }) => isPassed);
  return `${JSON.stringify({ passed, runs, times: timesOf(runs) }, null, 2)}\n`;
}
