import { createInterface, type Interface } from "node:readline";
import { StoppedError } from "../errors/StoppedError.ts";
import { UsageError } from "../errors/UsageError.ts";
import type { CodeRequest } from "../targets/Target.ts";
import { codeIn } from "./findCode.ts";
import { type Mailbox, startMailbox } from "./mailbox.ts";
import { runCommand } from "./runCommand.ts";

/** Where codes come from. Rejects with an error that says what to do, and never holds a code. */
export interface CodeSource extends AsyncDisposable {
  readCode?(request: CodeRequest): Promise<string>;
}

/** `prompt`, `value:CODE`, `command:COMMAND`, `smtp:PORT` or `none`. Throws a `UsageError` for anything else. */
export async function openCodeSource(source: string, waitMs: number): Promise<CodeSource> {
  const [kind = "", ...rest] = source.split(":");
  const detail = rest.join(":");
  if (source === "none") return { async [Symbol.asyncDispose]() {} };
  if (source === "prompt") return prompting();
  if (kind === "value" && detail.trim() !== "")
    return { readCode: async () => detail.trim(), async [Symbol.asyncDispose]() {} };
  if (kind === "command" && detail !== "") return commanding(detail, waitMs);
  if (kind === "smtp" && /^\d{1,5}$/.test(detail) && Number(detail) <= 65_535) return receiving(Number(detail), waitMs);
  // What stands behind the colon may be a code or a password, so it is not repeated.
  throw new UsageError("--code-from wants prompt, value:CODE, command:COMMAND, smtp:PORT or none");
}

/** One word, and more than a word of a sentence, such as "none". */
const oneCode = /^(?=\S*\d|[A-Z]{4,}$)\S+$/;

function prompting(): CodeSource {
  let lines: Interface | undefined;
  let typed: AsyncIterator<string> | undefined;
  return {
    async readCode({ email, signal }) {
      lines ??= createInterface(process.stdin);
      typed ??= lines[Symbol.asyncIterator]();
      const at = email.lastIndexOf("@");
      process.stdout.write(`       the code that was mailed to ${email.slice(0, 1)}…${email.slice(at)}: `);
      const aborted = new Promise<never>((_, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
      );
      for (;;) {
        const { value, done } = await Promise.race([typed.next(), aborted]);
        if (done) {
          // The question stands on a line that nobody has ended.
          process.stdout.write("\n");
          throw new StoppedError("no code was given");
        }
        // A mail may show it in groups.
        const code = value.replace(/\s/g, "");
        if (code !== "") return code;
      }
    },
    async [Symbol.asyncDispose]() {
      lines?.close();
    },
  };
}

/** Asks a program of the user's, which knows how to read that mailbox. */
function commanding(command: string, waitMs: number): CodeSource {
  return {
    async readCode({ email, verificationCodeID, askedAt, signal }) {
      const env = {
        ...process.env,
        SESSION_SMOKE_EMAIL: email,
        SESSION_SMOKE_VERIFICATION_CODE_ID: verificationCodeID,
        SESSION_SMOKE_ASKED_AT: String(askedAt),
      };
      const { stdout, stderr, exitCode, isLate } = await runCommand(command, env, waitMs, signal);
      if (isLate || exitCode !== 0) {
        const reason = isLate ? `took longer than ${waitMs / 1_000} s` : `ended with ${exitCode}`;
        // Its reason, such as a wrong password, but no code that it may have shown on the way.
        const lines = stderr.trim().split("\n");
        // Node ends with its version, after the error and where it was thrown.
        const thrown = lines.filter((line) => /^\w*Error: /.test(line)).at(-1) ?? lines.at(-1);
        const said = thrown?.replace(/\d[\d -]{2,}\d/g, "…").trim();
        throw new StoppedError(`the command of --code-from ${reason}${said ? `: ${said}` : ""}`);
      }
      const printed = stdout.trim();
      const code = oneCode.test(printed) ? printed : codeIn(stdout);
      if (code === undefined) throw new StoppedError("the command of --code-from printed no code");
      return code;
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function receiving(port: number, waitMs: number): Promise<CodeSource> {
  const mailbox = await startMailbox(port).catch((error: Error) => {
    throw new UsageError(`--code-from: ${error.message}`);
  });
  return {
    readCode: (request) => waitForMail(mailbox, request, waitMs),
    [Symbol.asyncDispose]: mailbox.close,
  };
}

/** The code from the next mail. Rejects when none comes in time. */
export function waitForMail(
  mailbox: Pick<Mailbox, "readCode">,
  { email, askedAt, signal }: Pick<CodeRequest, "email" | "askedAt" | "signal">,
  waitMs: number,
): Promise<string> {
  const limit = AbortSignal.timeout(waitMs);
  return mailbox.readCode(email, askedAt, AbortSignal.any([limit, ...(signal ? [signal] : [])])).catch((error) => {
    throw limit.aborted ? new Error(`no mail with a code came within ${waitMs / 1_000} s`) : error;
  });
}
