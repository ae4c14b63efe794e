#!/usr/bin/env node
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { startMailbox } from "./mailbox.ts";
import { runSmoke } from "./runSmoke.ts";
import { type OwnTarget, startMockTarget, startServerTarget } from "./target.ts";

const help = `session-smoke: runs the whole session flow and says at each step whether the server kept its word

Without options it starts the mock server, runs against it, and stops it. The mock keeps no state, so the
steps that need memory are skipped.

Usage: session-smoke [options]

  --target mock        start the mock server (the default)
  --target server      start our live server, with a database and a mailbox of its own
  --url URL            a server that is already there, with the path of the API
  --email EMAIL        the account that logs in there; a code is mailed to it
  --code-from SOURCE   where the code for --url comes from:
                         prompt       typed in by you (the default)
                         smtp:PORT    received on this port of 127.0.0.1, where that server sends its mail
  --help               show this text

Exit code: 0 the flow passed, 1 a step failed, 2 the options make no sense.

Examples:
  session-smoke --target server
  session-smoke --url https://intelligence.threatwinds.com/api/auth/v2 --email me@example.com
`;

const options = {
  target: { type: "string" },
  url: { type: "string" },
  email: { type: "string" },
  "code-from": { type: "string" },
  help: { type: "boolean", default: false },
} as const;

class UsageError extends Error {}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(help);
  await using target = await targetOf(values);
  console.log(`The session flow against ${target.url}\n`);
  const start = performance.now();
  const { passed, failed, skipped } = await runSmoke(target, console.log);
  const seconds = ((performance.now() - start) / 1_000).toFixed(2);
  console.log(`\nsmoke: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`);
  if (failed > 0) process.exitCode = 1;
}

type Values = { target?: string; url?: string; email?: string; "code-from"?: string };

function targetOf({ target, url, email, "code-from": codeFrom }: Values): Promise<OwnTarget> {
  if (url !== undefined) {
    if (target !== undefined) throw new UsageError("--target starts a server and --url names one: give one of them");
    if (email === undefined) throw new UsageError("--url wants --email, the account that logs in");
    if (!isBaseUrl(url))
      throw new UsageError(`--url wants a URL such as http://127.0.0.1:4020/api/auth/v2, and nothing behind the path`);
    return urlTarget(url, email, codeFrom ?? "prompt");
  }
  if (email !== undefined || codeFrom !== undefined) throw new UsageError("--email and --code-from go with --url");
  if (target === undefined || target === "mock") return startMockTarget();
  if (target === "server") return startServerTarget();
  throw new UsageError(`--target wants mock or server, not "${target}"`);
}

/** Without credentials, which would be printed, and without a query, which would end up in the path. */
function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return ["http:", "https:"].includes(protocol) && username + password + search + hash === "";
}

async function urlTarget(url: string, email: string, codeFrom: string): Promise<OwnTarget> {
  const target = { url, email, remembers: true, honoursPrefer: false };
  if (codeFrom === "prompt")
    return { ...target, readCode: () => promptForCode(email), async [Symbol.asyncDispose]() {} };
  const port = /^smtp:(\d{1,5})$/.exec(codeFrom)?.[1];
  if (port === undefined) throw new UsageError(`--code-from wants prompt or smtp:PORT, not "${codeFrom}"`);
  const mailbox = await startMailbox(Number(port));
  return { ...target, readCode: () => mailbox.readCode(email), [Symbol.asyncDispose]: mailbox.close };
}

async function promptForCode(email: string): Promise<string> {
  process.stdout.write(`       the code that was mailed to ${email}: `);
  for await (const line of createInterface(process.stdin)) {
    if (line.trim() !== "") return line.trim();
  }
  throw new Error("no code was given");
}

main().catch((error: Error & { code?: string }) => {
  const isUsage = error instanceof UsageError || error.code?.startsWith("ERR_PARSE_ARGS");
  const [message = ""] = error.message.split("\n", 1);
  console.error(`session-smoke: ${message.replace(/\.$/, "")}${isUsage ? ". See session-smoke --help" : ""}`);
  process.exitCode = isUsage ? 2 : 1;
});
