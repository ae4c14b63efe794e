import { isIPv4 } from "node:net";
import { parseArgs } from "node:util";
import type { CodeSource } from "../codes/CodeSource.ts";
import { openCodeSource } from "../codes/openCodeSource.ts";
import { UsageError } from "../errors/UsageError.ts";
import { openBearers } from "../fuzz/openBearers.ts";
import { createRedactor } from "../reports/createRedactor.ts";
import { startServerTarget } from "../targets/startServerTarget.ts";
import type { OwnTarget } from "../targets/Target.ts";
import { checkEmail, checkUrl } from "./checkAddress.ts";
import { fuzzHelp } from "./fuzzHelp.ts";
import { parseCount, parseSeconds } from "./parseNumber.ts";
import { printFuzzResult } from "./printFuzzResult.ts";
import { printInformation } from "./printInformation.ts";
import { flag, sharedOptions, text } from "./sharedOptions.ts";

const options = { ...sharedOptions, runs: text, seed: text, "i-operate-this-server": flag } as const;

type FuzzTarget = Pick<OwnTarget, "url" | "email" | "readCode" | typeof Symbol.asyncDispose>;

/** Sends generated requests. Resolves to the exit code. */
export async function fuzzCommand(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options });
  if (printInformation(values, fuzzHelp)) return 0;
  const { url, email = "fuzz@session-smoke.invalid" } = values;
  if (url === undefined && (values.email !== undefined || values["code-from"] !== undefined))
    throw new UsageError("--email and --code-from go with --url");
  checkEmail("email", email);
  if (url !== undefined) checkUrl(url);
  const isHere = url === undefined || isLoopback(new URL(url).hostname);
  if (!isHere && !values["i-operate-this-server"])
    throw new UsageError("fuzzing sends thousands of wrong requests: give --i-operate-this-server if that is yours");
  const runs = parseCount("runs", values.runs, 5_000);
  const seed = parseCount("seed", values.seed, 1 + (Date.now() % 2 ** 30));
  const timeoutMs = parseSeconds("timeout", values.timeout, 10);
  const codeWaitMs = parseSeconds("code-wait", values["code-wait"], 60);
  await using codes = await openCodeSource(values["code-from"] ?? "none", codeWaitMs);
  await using target = await openTarget(url, email, codes);

  console.log(`Fuzzing ${target.url} (repeat with --seed ${seed} --runs ${runs})`);
  const redactor = createRedactor();
  redactor.addAddress(target.email);
  try {
    await using bearers = await openBearers(target, { timeoutMs, redactor, signal });
    if (!bearers.live) console.log("No code can be read, so no session is open: protected operations only refuse.");
    // The generators take most of a second to load, so load them only once the server has responded.
    const { runFuzz } = await import("../fuzz/runFuzz.ts");
    // On another machine, only the owner of this one address may receive mail.
    const onlyEmail = isHere ? undefined : target.email;
    const result = await runFuzz({ url: target.url, bearers, email: onlyEmail, runs, seed, timeoutMs, signal });
    printFuzzResult(result, redactor, signal.aborted);
    if (signal.aborted) return 130;
    return result.failure ? 1 : 0;
  } catch (error) {
    // A refusal may repeat secrets of the request.
    if (error instanceof Error) error.message = redactor.redact(error.message);
    throw error;
  }
}

async function openTarget(url: string | undefined, email: string, { readCode }: CodeSource): Promise<FuzzTarget> {
  if (url === undefined) return startServerTarget({ limits: "off" });
  return { url, email, readCode, async [Symbol.asyncDispose]() {} };
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
