#!/usr/bin/env node
import { smokeCommand } from "./cli/smokeCommand.ts";
import { UnreachableError } from "./errors/UnreachableError.ts";
import { UsageError } from "./errors/UsageError.ts";
import { oneLine } from "./reports/oneLine.ts";

const interrupt = new AbortController();
// What was opened is closed first. Whoever cannot wait for that presses Ctrl-C once more.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupt.abort());
// Whoever reads the output may leave before its end.
process.stdout.on("error", () => interrupt.abort());

const [name, ...rest] = process.argv.slice(2);
const command = name === "fuzz" ? fuzz(rest) : smokeCommand(process.argv.slice(2), interrupt.signal);
command.then(end, (error: Error & { code?: string }) => {
  if (interrupt.signal.aborted) {
    console.error("session-smoke: ended early");
    return end(130);
  }
  const isUsage = error instanceof UsageError || error.code?.startsWith("ERR_PARSE_ARGS");
  const [message = ""] = error.message.split("\n", 1);
  console.error(`session-smoke: ${oneLine(message).replace(/\.$/, "")}${isUsage ? ". See session-smoke --help" : ""}`);
  end(isUsage ? 2 : error instanceof UnreachableError ? 3 : 1);
});

/** Loaded where it is asked for. */
async function fuzz(args: string[]): Promise<number> {
  const { fuzzCommand } = await import("./cli/fuzzCommand.ts");
  return fuzzCommand(args, interrupt.signal);
}

function end(exitCode: number): void {
  process.exitCode = exitCode;
}
