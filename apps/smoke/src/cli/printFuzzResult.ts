import type { FuzzResult } from "../fuzz/runFuzz.ts";
import type { Redactor } from "../reports/createRedactor.ts";
import { escapeControls } from "../reports/escapeControls.ts";
import { formatCoverage } from "../reports/phrases.ts";

/** Prints the figures of a fuzz run, and its failure as a command that reproduces it. */
export function printFuzzResult(result: FuzzResult, redactor: Redactor, isEndedEarly: boolean): void {
  const { requests, milliseconds, statuses, coverage, failure } = result;
  const answered = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} answered ${status}`);
  const seconds = milliseconds / 1_000;
  const rate = Math.round(requests / seconds);
  console.log(`${requests} requests in ${seconds.toFixed(1)} s, ${rate} a second: ${answered.join(", ")}`);
  console.log(formatCoverage(coverage));
  if (failure) console.log(redactor.redact(`\nfuzz: failed, ${escapeControls(failure.problem)}\n\n${failure.curl}\n`));
  else console.log(`\nfuzz: ${isEndedEarly ? "ended early" : "passed"}`);
}
