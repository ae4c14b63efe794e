import { styleText } from "node:util";
import type { Ability, Target } from "../targets/Target.ts";
import { timesOf } from "./measureTimes.ts";
import { oneLine } from "./oneLine.ts";
import type { Run, StepResult, Wait } from "./Run.ts";
import { coverageLine, leftBehindLine, notAnswered, summaryOf } from "./words.ts";

/** Prints a run as it goes. With several runs, only what is not as it should be, and a line for each. */
export interface Printer {
  start(target: Target, number: number): void;
  step(step: StepResult): void;
  wait(wait: Wait): void;
  end(run: Run): void;
  times(runs: Run[]): void;
}

const words: Partial<Record<Ability, string>> = { Prefer: "its answers, and what a Prefer header asks for" };
const colours = { ok: "green", FAIL: "red", skip: "yellow", STOP: "yellow", "not run": "dim" } as const;

export function createPrinter(repeat: number, print: (line: string) => void = console.log): Printer {
  let runNumber = 1;
  return {
    start({ url, abilities }, number) {
      runNumber = number;
      if (number > 1) return;
      print(`The session flow against ${url}`);
      print(styleText("dim", `It shows: ${abilities.map((ability) => words[ability] ?? ability).join(", ")}\n`));
    },
    step(step) {
      if (repeat === 1 || step.result === "FAIL" || step.result === "STOP")
        for (const line of linesOf(step)) print(line);
    },
    wait({ operation, seconds }) {
      const where = repeat === 1 ? "" : `, in run ${runNumber} of ${repeat}`;
      const reason = `${seconds} s, as the server asks at its limits (429)${where}`;
      print(`  ${styleText("yellow", "wait")} ${operation.padEnd(13)} ${reason}`);
    },
    end(run) {
      if (repeat === 1 && run.isReached) for (const line of driftLines(run)) print(line);
      for (const one of run.leftBehind) print(styleText("red", `\n${oneLine(leftBehindLine(one))}`));
      if (run.hint !== undefined) print(`\n${run.hint}`);
      print(`${repeat === 1 ? "\nsmoke" : `run ${runNumber} of ${repeat}`}: ${summaryOf(run)}`);
    },
    times(runs) {
      if (repeat === 1) return;
      print("\n  operation      requests   median      p95      max");
      for (const { operation, count, median, p95, max } of timesOf(runs)) {
        const figures = [median, p95, max].map((time) => `${time.toFixed(1)} ms`.padStart(9)).join("");
        print(`  ${operation.padEnd(13)} ${String(count).padStart(9)}${figures}`);
      }
      const passed = runs.filter(({ isPassed }) => isPassed).length;
      const left = repeat > runs.length ? `, ${repeat - runs.length} not made` : "";
      print(`\nsmoke: ${passed} of ${runs.length} runs passed${left}`);
    },
  };
}

function linesOf({ result, operation, expectation, milliseconds, reasons, request, status, errorID }: StepResult) {
  const remark = result === "skip" ? reasons.join("; ") : `${Math.round(milliseconds)} ms`;
  const line = `  ${styleText(colours[result], result.padEnd(4))} ${operation.padEnd(13)} ${expectation.padEnd(46)} ${remark}`;
  if (result !== "FAIL" && result !== "STOP") return [line];
  const answered = status === undefined ? "" : ` answered ${status}`;
  const id = errorID === undefined ? "" : `, error id ${oneLine(errorID)}`;
  return [
    line,
    ...reasons.map((reason) => `       ${oneLine(reason)}`),
    ...(request ? [`       ${request}${answered}${id}`] : []),
  ];
}

function driftLines(run: Run): string[] {
  const { drift, coverage } = run;
  const lines = drift.map(({ severity, operationId = "no operation", status, message, times }) => {
    const what = severity === "error" ? styleText("red", "differs") : styleText("yellow", "adds   ");
    return `  ${what} ${operationId} ${status}: ${oneLine(message)}${times > 1 ? ` (${times} times)` : ""}`;
  });
  const found = lines.length === 0 ? ["\nNo drift from the document."] : ["\nDrift from the document", ...lines];
  return [...found, coverageLine(coverage), styleText("dim", notAnswered(run))];
}
