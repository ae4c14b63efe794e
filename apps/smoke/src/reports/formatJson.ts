import { measureTimes } from "./measureTimes.ts";
import type { Run } from "./Run.ts";

/** Writes everything that is known of the runs, for programs. */
export function formatJson(runs: Run[]): string {
  const passed = runs.every(({ outcome }) => outcome === "passed");
  return `${JSON.stringify({ passed, runs, times: measureTimes(runs) }, null, 2)}\n`;
}
