import type { Run, StepResult } from "./Run.ts";
import { leftBehindLine } from "./words.ts";

/** A test suite for each run, a test case for each step, as CI systems read it. */
export function junitReport(runs: Run[]): string {
  const suites = runs.map(({ url, steps, failed, skipped, notRun, isStopped, milliseconds, leftBehind }) => {
    const errors = isStopped && failed === 0 ? 1 : 0;
    const counts = `tests="${steps.length}" failures="${failed}" errors="${errors}" skipped="${skipped + notRun - errors}"`;
    const start = `  <testsuite name="session-smoke ${escaped(url)}" ${counts} time="${seconds(milliseconds)}">\n`;
    const left = leftBehind.map((one) => escaped(leftBehindLine(one))).join("\n");
    const end = left === "" ? "" : `    <system-err>${left}</system-err>\n`;
    return `${start}${steps.map(caseOf).join("")}${end}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}

function caseOf({ operation, expectation, result, milliseconds, reasons, request = "" }: StepResult): string {
  const name = `${operation} ${expectation}`;
  const start = `    <testcase classname="${escaped(operation)}" name="${escaped(name)}" time="${seconds(milliseconds)}"`;
  const [first = ""] = reasons;
  if (result === "ok") return `${start}/>\n`;
  if (result === "skip" || result === "not run") return `${start}><skipped message="${escaped(first)}"/></testcase>\n`;
  const details = escaped([...reasons, request].join("\n"));
  // The limits of a server are no fault of it, and yet what was to be shown was not.
  const kind = result === "STOP" ? "error" : "failure";
  return `${start}><${kind} message="${escaped(first)}">${details}</${kind}></testcase>\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

function escaped(text: string): string {
  const safe = text.replace(/[^\t\n\x20-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}");
  return safe.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
