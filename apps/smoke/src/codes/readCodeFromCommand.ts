import { StoppedError } from "../errors/StoppedError.ts";
import type { CodeRequest } from "./CodeSource.ts";
import { findCode } from "./findCode.ts";
import { runCommand } from "./runCommand.ts";

/** One word that has a digit or is in capitals. A word of a sentence, such as "none", does not match. */
const oneCode = /^(?=\S*\d|[A-Z]{4,}$)\S+$/;

/** Runs a command of the user that prints the code. Rejects with a `StoppedError` when it does not. */
export async function readCodeFromCommand(
  command: string,
  { email, verificationCodeID, askedAt, signal }: CodeRequest,
  waitMs: number,
): Promise<string> {
  const env = {
    ...process.env,
    SESSION_SMOKE_EMAIL: email,
    SESSION_SMOKE_VERIFICATION_CODE_ID: verificationCodeID,
    SESSION_SMOKE_ASKED_AT: String(askedAt),
  };
  const { stdout, stderr, exitCode, isLate } = await runCommand(command, env, waitMs, signal);
  if (isLate || exitCode !== 0) {
    const reason = isLate ? `took longer than ${waitMs / 1_000} s` : `ended with ${exitCode}`;
    const error = findError(stderr);
    throw new StoppedError(`the command of --code-from ${reason}${error ? `: ${error}` : ""}`);
  }
  const printed = stdout.trim();
  const code = oneCode.test(printed) ? printed : findCode(stdout);
  if (code === undefined) throw new StoppedError("the command of --code-from printed no code");
  return code;
}

/** Finds the reason in the error output, such as a wrong password, and removes every number that may be a code. */
function findError(stderr: string): string | undefined {
  const lines = stderr.trim().split("\n");
  // Node prints its version after the error and its stack.
  const thrown = lines.filter((line) => /^\w*Error: /.test(line)).at(-1);
  return (thrown ?? lines.at(-1))?.replace(/\d[\d -]{2,}\d/g, "…").trim();
}
