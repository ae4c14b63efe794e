import { formatLeftBehind } from "./phrases.ts";
import type { Run, StepResult } from "./Run.ts";

/** Writes a test suite for each run and a test case for each step, as CI systems read them. */
export function formatJunit(runs: Run[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${runs.map(formatSuite).join("")}</testsuites>\n`;
}

function formatSuite({ url, steps, failed, milliseconds, leftBehind }: Run): string {
  const count = (...outcomes: StepResult["outcome"][]) =>
    steps.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const counts = `tests="${steps.length}" failures="${failed}" errors="${count("stopped")}" skipped="${count("skipped", "notRun")}"`;
  const start = `  <testsuite name="session-smoke ${escapeXml(url)}" ${counts} time="${formatSeconds(milliseconds)}">\n`;
  const left = leftBehind.map((one) => escapeXml(formatLeftBehind(one))).join("\n");
  const end = left === "" ? "" : `    <system-err>${left}</system-err>\n`;
  return `${start}${steps.map(formatCase).join("")}${end}  </testsuite>\n`;
}

function formatCase(step: StepResult): string {
  const { operation, expectation } = step;
  const name = `classname="${escapeXml(operation)}" name="${escapeXml(`${operation} ${expectation}`)}"`;
  const milliseconds = "milliseconds" in step ? step.milliseconds : 0;
  const start = `    <testcase ${name} time="${formatSeconds(milliseconds)}"`;
  switch (step.outcome) {
    case "passed":
      return `${start}/>\n`;
    case "skipped":
    case "notRun":
      return `${start}><skipped message="${escapeXml(step.reason)}"/></testcase>\n`;
    case "failed":
    case "stopped": {
      const { reasons, request = "" } = step;
      // Limits are not a failure of the server, but the step has not shown what it is for.
      const kind = step.outcome === "stopped" ? "error" : "failure";
      const details = escapeXml([...reasons, request].join("\n"));
      return `${start}><${kind} message="${escapeXml(reasons[0] ?? "")}">${details}</${kind}></testcase>\n`;
    }
  }
}

function formatSeconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

function escapeXml(text: string): string {
  const safe = text.replace(/[^\t\n\x20-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}");
  return safe.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
