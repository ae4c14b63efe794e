import type { Run } from "../Run.ts";
import { oneLine } from "./oneLine.ts";
import { coverageLine, notAnswered, summaryOf } from "./words.ts";

/** A summary for people, for `$GITHUB_STEP_SUMMARY`. */
export function markdownReport(runs: Run[]): string {
  return runs.map(section).join("\n");
}

function section(run: Run): string {
  const { url, steps, failed, drift, coverage, leftOpen } = run;
  const result = failed === 0 ? "passed" : "**failed**";
  const rows = steps.map(
    (step) =>
      `| ${step.result} | ${step.operation} | ${cell(step.expectation)} | ${Math.round(step.milliseconds)} ms | ${cell(step.reasons.join("; "))} |`,
  );
  const drifts = drift.map(
    ({ convicts, operationID = "", status, message, times }) =>
      `| ${convicts ? "contradicts" : "adds"} | ${operationID} ${status} | ${cell(message)} | ${times} |`,
  );
  return [
    `## Session smoke ${result}: ${url}`,
    "",
    `${summaryOf(run)}.`,
    ...(leftOpen > 0 ? [`${leftOpen} sessions are left open.`] : []),
    "",
    "| | operation | expectation | time | |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    ...(drift.length === 0
      ? ["No drift from the document."]
      : ["| drift | answer | | times |", "| --- | --- | --- | --- |", ...drifts]),
    "",
    `${coverageLine(coverage)}.`,
    "",
    `${notAnswered(run)}.`,
    "",
  ].join("\n");
}

/** A server's words must not become a table, a link or markup of ours. */
function cell(text: string): string {
  return oneLine(text.replace(/\s+/g, " ")).replace(/[\\|<>[\]`*_]/g, "\\$&");
}
