import { createInterface } from "node:readline";
import { UsageError } from "../errors/UsageError.ts";
import type { CodeRequest, CodeSource } from "./CodeSource.ts";
import { readCodeFromCommand } from "./readCodeFromCommand.ts";
import { readCodeFromMailbox } from "./readCodeFromMailbox.ts";
import { readCodeFromPrompt } from "./readCodeFromPrompt.ts";
import { startMailbox } from "./startMailbox.ts";

/** Opens `prompt`, `value:CODE`, `command:COMMAND`, `smtp:PORT` or `none`. Throws a `UsageError` for anything else. */
export async function openCodeSource(source: string, waitMs: number): Promise<CodeSource> {
  const [kind = "", ...rest] = source.split(":");
  const detail = rest.join(":");
  if (source === "none") return createSource(undefined);
  if (source === "prompt") return openPrompt();
  if (kind === "value" && detail.trim() !== "") return createSource(async () => detail.trim());
  if (kind === "command" && detail !== "")
    return createSource((request) => readCodeFromCommand(detail, request, waitMs));
  if (kind === "smtp" && /^\d{1,5}$/.test(detail) && Number(detail) <= 65_535)
    return openMailbox(Number(detail), waitMs);
  // The text after the colon may be a code or a password, so the message does not repeat it.
  throw new UsageError("--code-from wants prompt, value:CODE, command:COMMAND, smtp:PORT or none");
}

function openPrompt(): CodeSource {
  const input = createInterface(process.stdin);
  const lines = input[Symbol.asyncIterator]();
  return createSource(
    (request) => readCodeFromPrompt(lines, request),
    async () => input.close(),
  );
}

async function openMailbox(port: number, waitMs: number): Promise<CodeSource> {
  const mailbox = await startMailbox(port).catch((error: Error) => {
    throw new UsageError(`--code-from: ${error.message}`);
  });
  return createSource((request) => readCodeFromMailbox(mailbox, request, waitMs), mailbox.close);
}

function createSource(
  readCode: ((request: CodeRequest) => Promise<string>) | undefined,
  close = async () => {},
): CodeSource {
  return { readCode, [Symbol.asyncDispose]: close };
}
