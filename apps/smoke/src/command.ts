#!/usr/bin/env node
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { startMock } from "@session-api/mock";
import { runSmoke } from "./runSmoke.ts";
import type { Target } from "./target.ts";

const help = `session-smoke: runs the whole session flow and says at each step whether the server kept its word

Without options it starts the mock server, runs against it, and stops it. The mock keeps no state, so the
steps that need memory are skipped.

Usage: session-smoke [options]

  --url URL            a server that is already there, with the path of the API
  --email EMAIL        the account that logs in there; a code is mailed to it
  --code-from prompt   where the code comes from: typed in by you (the default and, so far, the only source)
  --help               show this text

Exit code: 0 the flow passed, 1 a step failed, 2 the options make no sense.

Example:
  session-smoke --url https://intelligence.threatwinds.com/api/auth/v2 --email me@example.com
`;

const options = {
  url: { type: "string" },
  email: { type: "string" },
  "code-from": { type: "string", default: "prompt" },
  help: { type: "boolean", default: false },
} as const;

class UsageError extends Error {}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(help);
  if (values["code-from"] !== "prompt") throw new UsageError(`--code-from wants prompt, not "${values["code-from"]}"`);
  const { url, email } = values;
  if (url === undefined && email === undefined) return runAgainstMock();
  if (url === undefined || email === undefined) throw new UsageError("--url and --email go together");
  if (!URL.canParse(url))
    throw new UsageError(`--url wants a URL, for example http://127.0.0.1:4020/api/auth/v2, not "${url}"`);
  await run({ url, email, remembers: true, honoursPrefer: false, readCode: () => promptForCode(email) });
}

async function runAgainstMock(): Promise<void> {
  await using mock = await startMock();
  const readCode = async () => "012345";
  await run({ url: mock.url, email: "john@doe.net", remembers: false, honoursPrefer: true, readCode });
}

async function run(target: Target): Promise<void> {
  console.log(`The session flow against ${target.url}\n`);
  const start = performance.now();
  const { passed, failed, skipped } = await runSmoke(target, console.log);
  const seconds = ((performance.now() - start) / 1_000).toFixed(2);
  console.log(`\nsmoke: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`);
  if (failed > 0) process.exitCode = 1;
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
  console.error(`session-smoke: ${error.message}${isUsage ? ". See session-smoke --help" : ""}`);
  process.exitCode = isUsage ? 2 : 1;
});
