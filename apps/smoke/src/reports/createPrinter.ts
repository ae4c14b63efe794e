import { styleText } from "node:util";
import type { Wait } from "../http/rateLimit.ts";
import type { Ability, Target } from "../targets/Target.ts";
import { escapeControls } from "./escapeControls.ts";
import { measureTimes } from "./measureTimes.ts";
import { formatCoverage, formatLeftBehind, formatSkipped, formatSummary, formatUnanswered, labels } from "./phrases.ts";
import type { ReportedViolation, Run, StepResult } from "./Run.ts";

/** Prints a run as it goes. Of several runs it prints the failures, and one line for each run. */
export interface Printer {
  start(target: Target, number: number): void;
  step(step: StepResult): void;
  wait(wait: Wait): void;
  end(run: Run): void;
  times(runs: Run[]): void;
}

const abilityNames: Partial<Record<Ability, string>> = { Prefer: "its answers, and what a Prefer header asks for" };
const colours = { passed: "green", failed: "red", stopped: "yellow" } as const;

/** Creates a printer for `repeat` runs. */
export function createPrinter(repeat: number, print: (line: string) => void = console.log): Printer {
  let runNumber = 1;
  return {
    start({ url, abilities }, number) {
      runNumber = number;
      if (number > 1) return;
      print(`The session flow against ${url}`);
      const names = abilities.map((ability) => abilityNames[ability] ?? ability);
      print(styleText("dim", `It shows: ${names.join(", ")}\n`));
    },
    step(step) {
      if (repeat === 1 || step.outcome !== "passed") for (const line of formatStep(step)) print(line);
    },
    wait({ operation, seconds }) {
      const where = repeat === 1 ? "" : `, in run ${runNumber} of ${repeat}`;
      const reason = `${seconds} s, as the server asks at its limits (429)${where}`;
      print(`  ${styleText("yellow", "wait")} ${operation.padEnd(13)} ${reason}`);
    },
    end(run) {
      if (repeat === 1) for (const line of formatDetails(run)) print(line);
      for (const one of run.leftBehind) print(styleText("red", `\n${escapeControls(formatLeftBehind(one))}`));
      if (run.hint !== undefined) print(`\n${run.hint}`);
      print(`${repeat === 1 ? "\nsmoke" : `run ${runNumber} of ${repeat}`}: ${formatSummary(run)}`);
    },
    times(runs) {
      if (repeat === 1) return;
      print("\n  operation      requests   median      p95      max");
      for (const { operation, count, median, p95, max } of measureTimes(runs)) {
        const figures = [median, p95, max].map((time) => `${time.toFixed(1)} ms`.padStart(9)).join("");
        print(`  ${operation.padEnd(13)} ${String(count).padStart(9)}${figures}`);
      }
      const passed = runs.filter(({ outcome }) => outcome === "passed").length;
      const left = repeat > runs.length ? `, ${repeat - runs.length} not made` : "";
      print(`\nsmoke: ${passed} of ${runs.length} runs passed${left}`);
    },
  };
}

/** Skipped steps are counted at the end of the run instead. */
function formatStep(step: StepResult): string[] {
  if (!("milliseconds" in step)) return [];
  const { operation, expectation, milliseconds } = step;
  const label = styleText(colours[step.outcome], labels[step.outcome].padEnd(4));
  const line = `  ${label} ${operation.padEnd(13)} ${expectation.padEnd(46)} ${Math.round(milliseconds)} ms`;
  if (step.outcome === "passed") return [line];
  const { reasons, request, status, errorId } = step;
  const answered = status === undefined ? "" : ` answered ${status}`;
  const id = errorId === undefined ? "" : `, error id ${escapeControls(errorId)}`;
  const sent = request === undefined ? [] : [`       ${request}${answered}${id}`];
  return [line, ...reasons.map((reason) => `       ${escapeControls(reason)}`), ...sent];
}

function formatDetails(run: Run): string[] {
  if (run.outcome === "unreachable") return [];
  const skipped = formatSkipped(run.steps).map((sentence) => `  ${styleText("yellow", "skip")} ${sentence}`);
  const violations = run.violations.map(formatViolation);
  return [
    ...skipped,
    ...(violations.length === 0
      ? ["\nNo violations of the document."]
      : ["\nViolations of the document", ...violations]),
    formatCoverage(run.coverage),
    styleText("dim", formatUnanswered(run)),
  ];
}

function formatViolation({
  severity,
  operationId = "no operation",
  status,
  message,
  times,
}: ReportedViolation): string {
  const label = severity === "error" ? styleText("red", "differs") : styleText("yellow", "adds   ");
  return `  ${label} ${operationId} ${status}: ${escapeControls(message)}${times > 1 ? ` (${times} times)` : ""}`;
}
