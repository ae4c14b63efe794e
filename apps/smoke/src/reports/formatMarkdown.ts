import { escapeControls } from "./escapeControls.ts";
import { measureTimes } from "./measureTimes.ts";
import { formatCoverage, formatLeftBehind, formatSkipped, formatSummary, formatUnanswered, labels } from "./phrases.ts";
import type { ReportedViolation, Run, StepResult } from "./Run.ts";

/** A step summary of GitHub holds 1 MiB, and a run takes about 10 kB. */
const maxShown = 20;

const titles: Record<Run["outcome"], string> = {
  passed: "passed",
  failed: "**failed**",
  unreachable: "**failed**",
  stopped: "**stopped**",
  interrupted: "**ended early**",
};

/** Writes a summary for people, as for `$GITHUB_STEP_SUMMARY`. Of several runs it shows those that did not pass. */
export function formatMarkdown(runs: Run[]): string {
  if (runs.length === 1) return runs.map(formatRun).join("\n");
  const shown = runs.filter(({ outcome }) => outcome !== "passed").slice(0, maxShown);
  return [formatOverview(runs), ...shown.map(formatRun)].join("\n");
}

function formatOverview(runs: Run[]): string {
  const passed = runs.filter(({ outcome }) => outcome === "passed").length;
  const rows = measureTimes(runs).map(({ operation, count, median, p95, max }) =>
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

function formatRun(run: Run): string {
  const { url, outcome, steps, violations, coverage, leftBehind, hint } = run;
  const skipped = formatSkipped(steps).map((sentence) => `${escapeMarkdown(sentence)}.`);
  return [
    `## Session smoke ${titles[outcome]}: ${url}`,
    "",
    `${formatSummary(run)}.`,
    ...(hint === undefined ? [] : ["", `${escapeMarkdown(hint)}.`]),
    ...leftBehind.map((one) => `\n**${escapeMarkdown(formatLeftBehind(one))}.**`),
    "",
    "| | operation | expectation | time | |",
    "| --- | --- | --- | --- | --- |",
    ...steps.flatMap(formatStep),
    "",
    ...(skipped.length === 0 ? [] : [skipped.join(" "), ""]),
    ...(violations.length === 0
      ? ["No violations of the document."]
      : ["| violation | response | | times |", "| --- | --- | --- | --- |", ...violations.map(formatViolation)]),
    "",
    `${formatCoverage(coverage)}.`,
    "",
    `${formatUnanswered(run)}.`,
    "",
  ].join("\n");
}

function formatStep(step: StepResult): string[] {
  if (!("milliseconds" in step)) return [];
  const { operation, expectation, milliseconds } = step;
  const reasons = step.outcome === "passed" ? [] : step.reasons;
  const cells = [labels[step.outcome], operation, escapeMarkdown(expectation), `${Math.round(milliseconds)} ms`];
  return [`| ${cells.join(" | ")} | ${escapeMarkdown(reasons.join("; "))} |`];
}

function formatViolation({ severity, operationId = "", status, message, times }: ReportedViolation): string {
  const label = severity === "error" ? "differs" : "adds";
  return `| ${label} | ${operationId} ${status} | ${escapeMarkdown(message)} | ${times} |`;
}

/** Keeps a table, a link and other markup out of the words of a server. */
function escapeMarkdown(text: string): string {
  return escapeControls(text.replace(/\s+/g, " ")).replace(/[\\|<>[\]`*_]/g, "\\$&");
}
