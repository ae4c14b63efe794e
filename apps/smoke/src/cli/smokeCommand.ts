import { parseArgs } from "node:util";
import { openCodeSource } from "../codes/codeSource.ts";
import { UnreachableError } from "../errors/UnreachableError.ts";
import { UsageError } from "../errors/UsageError.ts";
import { runSmoke, type SmokeOptions } from "../flow/runSmoke.ts";
import { createPrinter } from "../reports/createPrinter.ts";
import { openReports } from "../reports/openReports.ts";
import type { Run } from "../reports/Run.ts";
import { targetOf } from "./chooseTarget.ts";
import { smokeHelp } from "./help.ts";
import { secondsOf, wholeNumberOf } from "./parseNumber.ts";
import { version } from "./version.ts";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  target: text,
  url: text,
  email: text,
  "other-email": text,
  "code-from": text,
  "code-wait": text,
  strict: flag,
  capped: flag,
  stateless: flag,
  drift: text,
  "require-all": flag,
  "only-valid": flag,
  timeout: text,
  reporter: { type: "string", multiple: true },
  repeat: text,
  version: { type: "boolean", short: "v" },
  help: { type: "boolean", short: "h" },
} as const;

/** Runs the flow as the options say. Resolves to the exit code. */
export async function smokeCommand(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options });
  if (values.help) {
    process.stdout.write(smokeHelp);
    return 0;
  }
  if (values.version) {
    console.log(version);
    return 0;
  }
  const openTarget = targetOf(values);
  const { drift = "fail", "require-all": requireAll = false, "only-valid": onlyValid = false } = values;
  if (drift !== "fail" && drift !== "warn") throw new UsageError(`--drift wants fail or warn, not "${drift}"`);
  const timeoutMs = secondsOf("timeout", values.timeout, 10);
  const codeWaitMs = secondsOf("code-wait", values["code-wait"], 60);
  const repeat = wholeNumberOf("repeat", values.repeat, 1);
  const reports = openReports(values.reporter ?? []);
  const isTerminal = process.stdin.isTTY === true;
  if (values.url !== undefined && values["code-from"] === undefined && !isTerminal)
    throw new UsageError("--url wants --code-from where nobody can be asked: value:, command:, smtp: or none");
  const source = values.url === undefined ? "none" : (values["code-from"] ?? "prompt");
  await using codes = await openCodeSource(source, codeWaitMs);

  const printer = createPrinter(repeat);
  const runs: Run[] = [];
  for (let number = 1; number <= repeat && !signal.aborted; number++) {
    await using target = await openTarget(codes);
    printer.start(target, number);
    const settings = { timeoutMs, drift, requireAll, onlyValid, signal } satisfies SmokeOptions;
    const run = await runSmoke(target, { ...settings, onStep: printer.step, onWait: printer.wait });
    printer.end(run);
    runs.push(run);
    // It would be asked more, and answer less.
    if (run.outcome === "stopped") break;
  }
  printer.times(runs);
  reports.write(runs);
  if (signal.aborted) {
    console.error("session-smoke: ended early");
    return 130;
  }
  const [first] = runs;
  if (first && runs.every(({ outcome }) => outcome === "unreachable"))
    throw new UnreachableError(
      first.steps.find((step) => step.outcome === "failed")?.reasons[0] ?? `${first.url} is not reachable`,
    );
  if (runs.some(({ failed }) => failed > 0)) return 1;
  return runs.some(({ outcome }) => outcome === "stopped") ? 4 : 0;
}
