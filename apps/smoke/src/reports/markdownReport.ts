import { timesOf } from "./measureTimes.ts";
import { oneLine } from "./oneLine.ts";
import type { Run } from "./Run.ts";
import { coverageLine, leftBehindLine, notAnswered, summaryOf } from "./words.ts";

/** A step summary of GitHub holds 1 MiB, and a run some 10 kB. */
const mostShown = 20;

/** A summary for people, for `$GITHUB_STEP_SUMMARY`. Of several runs, those that did not pass and the times of all. */
export function markdownReport(runs: Run[]): string {
  if (runs.length === 1) return runs.map(section).join("\n");
  const shown = runs.filter(({ isPassed }) => !isPassed).slice(0, mostShown);
  return [overview(runs), ...shown.map(section)].join("\n");
}

function overview(runs: Run[]): string {
  const passed = runs.filter(({ isPassed }) => isPassed).length;
  const rows = timesOf(runs).map(({ operation, count, median, p95, max }) =>
    [operation, count, ...[median, p95, max].map((time) => `${time.toFixed(1)} ms`)].join(" | "),
  );
  return [
    `## Session smoke: ${passed} of ${runs.length} runs passed: ${runs[0]?.url ?? ""}`,
    "",
    "| operation | requests | median | 95th percentile | maximum |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n");
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
    ({ severity, operationId = "", status, message, times }) =>
      `| ${severity === "error" ? "differs" : "adds"} | ${operationId} ${status} | ${cell(message)} | ${times} |`,
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
