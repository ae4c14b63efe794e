#!/usr/bin/env node
import { smokeCommand } from "./cli/smokeCommand.ts";
import { UnreachableError } from "./errors/UnreachableError.ts";
import { UsageError } from "./errors/UsageError.ts";
import { escapeControls } from "./reports/escapeControls.ts";

const interrupt = new AbortController();
// The first Ctrl-C closes the open sessions. The second one ends the process at once.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupt.abort());
// The reader of a pipe, such as `head`, may close it early.
process.stdout.on("error", () => interrupt.abort());

const [name, ...rest] = process.argv.slice(2);
const command = name === "fuzz" ? runFuzzCommand(rest) : smokeCommand(process.argv.slice(2), interrupt.signal);
command.then(end, (error: Error & { code?: string }) => {
  if (interrupt.signal.aborted) {
    console.error("session-smoke: ended early");
    return end(130);
  }
  const isUsage = error instanceof UsageError || error.code?.startsWith("ERR_PARSE_ARGS");
  const [message = ""] = error.message.split("\n", 1);
  console.error(
    `session-smoke: ${escapeControls(message).replace(/\.$/, "")}${isUsage ? ". See session-smoke --help" : ""}`,
  );
  end(isUsage ? 2 : error instanceof UnreachableError ? 3 : 1);
});

/** Loads the fuzzer only when it is needed. */
async function runFuzzCommand(args: string[]): Promise<number> {
  const { fuzzCommand } = await import("./cli/fuzzCommand.ts");
  return fuzzCommand(args, interrupt.signal);
}

function end(exitCode: number): void {
  process.exitCode = exitCode;
}
