import type { FuzzResult } from "../fuzz/runFuzz.ts";
import { oneLine } from "../reports/oneLine.ts";
import type { Mask } from "../reports/redact.ts";
import { coverageLine } from "../reports/words.ts";

/** Prints the figures of a fuzz, and its failure as a command that repeats it. */
export function printFuzzResult(result: FuzzResult, mask: Mask, isEndedEarly: boolean): void {
  const { requests, milliseconds, statuses, coverage, failure } = result;
  const answered = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} answered ${status}`);
  const seconds = milliseconds / 1_000;
  const rate = Math.round(requests / seconds);
  console.log(`${requests} requests in ${seconds.toFixed(1)} s, ${rate} a second: ${answered.join(", ")}`);
  console.log(coverageLine(coverage));
  if (failure) console.log(mask(`\nfuzz: failed, ${oneLine(failure.problem)}\n\n${failure.curl}\n`));
  else console.log(`\nfuzz: ${isEndedEarly ? "ended early" : "passed"}`);
}
