import { isIPv4 } from "node:net";
import { parseArgs } from "node:util";
import { openCodeSource } from "../codes/codeSource.ts";
import { UsageError } from "../errors/UsageError.ts";
import { openBearers } from "../fuzz/openBearers.ts";
import { type FuzzResult, runFuzz } from "../fuzz/runFuzz.ts";
import { createRedactor, type Redactor } from "../reports/createRedactor.ts";
import { oneLine } from "../reports/oneLine.ts";
import { formatCoverage } from "../reports/phrases.ts";
import { startServerTarget } from "../targets/ownTargets.ts";
import type { OwnTarget } from "../targets/Target.ts";
import { isBaseUrl, isEmail } from "./chooseTarget.ts";
import { fuzzHelp } from "./help.ts";
import { secondsOf, wholeNumberOf } from "./parseNumber.ts";
import { version } from "./version.ts";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  url: text,
  email: text,
  "code-from": text,
  "code-wait": text,
  runs: text,
  seed: text,
  timeout: text,
  "i-operate-this-server": flag,
  version: { type: "boolean", short: "v" },
  help: { type: "boolean", short: "h" },
} as const;

const nobody = "fuzz@session-smoke.invalid";

/** Sends made-up requests. Resolves to the exit code. */
export async function fuzzCommand(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options });
  if (values.help) {
    process.stdout.write(fuzzHelp);
    return 0;
  }
  if (values.version) {
    console.log(version);
    return 0;
  }
  const { url, email = nobody } = values;
  if (url === undefined && (values.email !== undefined || values["code-from"] !== undefined))
    throw new UsageError("--email and --code-from go with --url");
  if (!isEmail(email)) throw new UsageError("--email wants an address such as me@example.com");
  if (url !== undefined && !isBaseUrl(url))
    throw new UsageError("--url wants a URL such as http://127.0.0.1:4020/api/auth/v2, and nothing behind the path");
  const isHere = url === undefined || isLoopback(new URL(url).hostname);
  if (!isHere && !values["i-operate-this-server"])
    throw new UsageError("fuzzing sends thousands of wrong requests: give --i-operate-this-server if that is yours");
  const runs = wholeNumberOf("runs", values.runs, 5_000);
  const seed = wholeNumberOf("seed", values.seed, 1 + (Date.now() % 2 ** 30));
  const timeoutMs = secondsOf("timeout", values.timeout, 10);
  const codeWaitMs = secondsOf("code-wait", values["code-wait"], 60);
  await using codes = await openCodeSource(values["code-from"] ?? "none", codeWaitMs);
  await using target: Pick<OwnTarget, "url" | "email" | "readCode" | typeof Symbol.asyncDispose> =
    url === undefined
      ? await startServerTarget({ limits: "off" })
      : { url, email, ...(codes.readCode && { readCode: codes.readCode }), async [Symbol.asyncDispose]() {} };
  console.log(`Fuzzing ${target.url} (repeat with --seed ${seed} --runs ${runs})`);
  const redactor = createRedactor();
  redactor.addAddress(target.email);
  try {
    await using bearers = await openBearers(target, { timeoutMs, redactor, signal });
    if (!bearers.live) console.log("Nobody reads its codes, so no session is open: only refusals are seen there.");
    // Elsewhere nobody but the owner of this one address is to get mail.
    const onlyEmail = isHere ? undefined : target.email;
    const result = await runFuzz({ url: target.url, bearers, email: onlyEmail, runs, seed, timeoutMs, signal });
    print(result, redactor, signal.aborted);
    if (signal.aborted) return 130;
    return result.failure ? 1 : 0;
  } catch (error) {
    // A refusal may repeat what it was sent.
    if (error instanceof Error) error.message = redactor.redact(error.message);
    throw error;
  }
}

function print(
  { requests, milliseconds, statuses, coverage, failure }: FuzzResult,
  redactor: Redactor,
  isCut: boolean,
): void {
  const answered = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} answered ${status}`);
  const seconds = milliseconds / 1_000;
  console.log(
    `${requests} requests in ${seconds.toFixed(1)} s, ${Math.round(requests / seconds)} a second: ${answered.join(", ")}`,
  );
  console.log(formatCoverage(coverage));
  if (!failure) console.log(`\nfuzz: ${isCut ? "ended early" : "passed"}`);
  else console.log(redactor.redact(`\nfuzz: failed, ${oneLine(failure.problem)}\n\n${failure.curl}\n`));
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
