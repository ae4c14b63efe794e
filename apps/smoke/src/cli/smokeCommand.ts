import { parseArgs } from "node:util";
import { openCodeSource } from "../codes/openCodeSource.ts";
import { UnreachableError } from "../errors/UnreachableError.ts";
import { UsageError } from "../errors/UsageError.ts";
import { runSmoke, type SmokeOptions } from "../flow/runSmoke.ts";
import { createPrinter } from "../reports/createPrinter.ts";
import { openReports } from "../reports/openReports.ts";
import type { Run } from "../reports/Run.ts";
import { chooseTarget, type TargetOptions } from "./chooseTarget.ts";
import { parseCount, parseSeconds } from "./parseNumber.ts";
import { printInformation } from "./printInformation.ts";
import { flag, sharedOptions, text } from "./sharedOptions.ts";
import { smokeHelp } from "./smokeHelp.ts";

const options = {
  ...sharedOptions,
  target: text,
  state: flag,
  "other-email": text,
  strict: flag,
  capped: flag,
  stateless: flag,
  violations: text,
  "require-all": flag,
  "only-valid": flag,
  reporter: { type: "string", multiple: true },
  repeat: text,
} as const;

/** Runs the flow as the options say. Resolves to the exit code. */
export async function smokeCommand(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options });
  if (printInformation(values, smokeHelp)) return 0;
  const openTarget = chooseTarget(values);
  const { violations = "fail", "require-all": requireAll = false, "only-valid": onlyValid = false } = values;
  if (violations !== "fail" && violations !== "warn")
    throw new UsageError(`--violations wants fail or warn, not "${violations}"`);
  const timeoutMs = parseSeconds("timeout", values.timeout, 10);
  const codeWaitMs = parseSeconds("code-wait", values["code-wait"], 60);
  const repeat = parseCount("repeat", values.repeat, 1);
  const reports = openReports(values.reporter ?? []);
  await using codes = await openCodeSource(chooseCodeSource(values), codeWaitMs);

  const printer = createPrinter(repeat);
  const smokeOptions: SmokeOptions = {
    timeoutMs,
    violations,
    requireAll,
    onlyValid,
    signal,
    onStep: printer.step,
    onWait: printer.wait,
  };
  const runs: Run[] = [];
  for (let number = 1; number <= repeat && !signal.aborted; number++) {
    await using target = await openTarget(codes);
    printer.start(target, number);
    const run = await runSmoke(target, smokeOptions);
    printer.end(run);
    runs.push(run);
    // More runs would only reach the limits of the server again.
    if (run.outcome === "stopped") break;
  }
  printer.times(runs);
  reports.write(runs);
  return chooseExitCode(runs, signal);
}

function chooseCodeSource({ url, "code-from": codeFrom }: TargetOptions): string {
  if (url === undefined) return "none";
  if (codeFrom === undefined && process.stdin.isTTY !== true)
    throw new UsageError("--url wants --code-from when the input is not a terminal: value:, command:, smtp: or none");
  return codeFrom ?? "prompt";
}

/** Throws an `UnreachableError` when no run reached the server. */
function chooseExitCode(runs: Run[], signal: AbortSignal): number {
  if (signal.aborted) {
    console.error("session-smoke: ended early");
    return 130;
  }
  const [first] = runs;
  if (first && runs.every(({ outcome }) => outcome === "unreachable")) {
    const failed = first.steps.find((step) => step.outcome === "failed");
    throw new UnreachableError(failed?.reasons[0] ?? `${first.url} is not reachable`);
  }
  if (runs.some(({ failed }) => failed > 0)) return 1;
  return runs.some(({ outcome }) => outcome === "stopped") ? 4 : 0;
}
