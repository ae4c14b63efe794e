import type { Run } from "../Run.ts";
import { oneLine } from "./oneLine.ts";
import { coverageLine, leftBehindLine, notAnswered, summaryOf } from "./words.ts";

/** A summary for people, for `$GITHUB_STEP_SUMMARY`. */
export function markdownReport(runs: Run[]): string {
  return runs.map(section).join("\n");
}

function section(run: Run): string {
  const { url, steps, drift, coverage, leftBehind, hint } = run;
  const rows = steps
    .filter(({ result }) => result !== "not run")
    .map(
      (step) =>
        `| ${step.result} | ${step.operation} | ${cell(step.expectation)} | ${Math.round(step.milliseconds)} ms | ${cell(step.reasons.join("; "))} |`,
    );
  const drifts = drift.map(
    ({ convicts, operationID = "", status, message, times }) =>
      `| ${convicts ? "contradicts" : "adds"} | ${operationID} ${status} | ${cell(message)} | ${times} |`,
  );
  return [
    `## Session smoke ${titleOf(run)}: ${url}`,
    "",
    `${summaryOf(run)}.`,
    ...(hint === undefined ? [] : ["", `${cell(hint)}.`]),
    ...leftBehind.map((one) => `\n**${cell(leftBehindLine(one))}.**`),
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

function titleOf({ isPassed, failed, isStopped }: Run): string {
  if (isPassed) return "passed";
  if (failed > 0) return "**failed**";
  return isStopped ? "**stopped**" : "**ended early**";
}

/** A server's words must not become a table, a link or markup of ours. */
function cell(text: string): string {
  return oneLine(text.replace(/\s+/g, " ")).replace(/[\\|<>[\]`*_]/g, "\\$&");
}
