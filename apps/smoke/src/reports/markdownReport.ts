import type { Run } from "../runSmoke.ts";
import { coverageLine, notAnswered } from "./words.ts";

/** A summary for people, for `$GITHUB_STEP_SUMMARY`. */
export function markdownReport(runs: Run[]): string {
  return runs.map(section).join("\n");
}

function section({ url, steps, passed, failed, skipped, milliseconds, drift, coverage, leftOpen }: Run): string {
  const result = failed === 0 ? "passed" : "**failed**";
  const time = (milliseconds / 1_000).toFixed(2);
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
    `${passed} passed, ${failed} failed, ${skipped} skipped in ${time} s.`,
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
    `Not answered by this server: ${notAnswered(coverage)}.`,
    "",
  ].join("\n");
}

/** A server's words must not become a table, a link or markup of ours. */
function cell(text: string): string {
  return text.replace(/[\\|<>[\]`*_]/g, "\\$&").replace(/\s+/g, " ");
}
