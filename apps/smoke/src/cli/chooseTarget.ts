import type { CodeSource } from "../codes/CodeSource.ts";
import { UsageError } from "../errors/UsageError.ts";
import { startMockTarget } from "../targets/startMockTarget.ts";
import { startServerTarget } from "../targets/startServerTarget.ts";
import type { Ability, OwnTarget } from "../targets/Target.ts";
import { checkEmail, checkUrl } from "./checkAddress.ts";

/** The options that choose a server. */
export interface TargetOptions {
  target?: string | undefined;
  state?: boolean | undefined;
  url?: string | undefined;
  email?: string | undefined;
  "other-email"?: string | undefined;
  "code-from"?: string | undefined;
  strict?: boolean | undefined;
  capped?: boolean | undefined;
  stateless?: boolean | undefined;
}

/** Opens the chosen server. Each run opens it anew, so that a server of our own starts without state. */
export type OpenTarget = (codes: CodeSource) => Promise<OwnTarget>;

/** Chooses the server to run against. Throws a `UsageError` for options that do not go together. */
export function chooseTarget(options: TargetOptions): OpenTarget {
  return options.url === undefined ? chooseOwnTarget(options) : chooseServerAt(options.url, options);
}

function chooseOwnTarget(options: TargetOptions): OpenTarget {
  const { target = "mock", state = false, strict = false, capped = false } = options;
  if (options.stateless) throw new UsageError("--stateless goes with --url");
  for (const name of ["email", "other-email", "code-from"] as const)
    if (options[name] !== undefined) throw new UsageError(`--${name} goes with --url`);
  if (target === "mock")
    return async () => ({ ...(await startMockTarget({ state })), isStrict: state || strict, isCapped: capped });
  if (state) throw new UsageError("--state goes with --target mock");
  if (target === "server") return async () => ({ ...(await startServerTarget()), isCapped: capped });
  throw new UsageError(`--target wants mock or server, not "${target}"`);
}

function chooseServerAt(url: string, options: TargetOptions): OpenTarget {
  const { target, email, "other-email": otherEmail, strict = false, capped = false, stateless = false } = options;
  if (options.state) throw new UsageError("--state goes with --target mock");
  if (target !== undefined) throw new UsageError("--target starts a server and --url names one: give one of them");
  if (email === undefined) throw new UsageError("--url wants --email, the account that logs in");
  checkEmail("email", email);
  if (otherEmail !== undefined) checkEmail("other-email", otherEmail);
  if (email.toLowerCase() === otherEmail?.toLowerCase())
    throw new UsageError("--other-email wants the account of another user");
  checkUrl(url);
  return async ({ readCode }) => {
    const abilities: Ability[] = [stateless ? "Prefer" : "remembers"];
    if (readCode) abilities.push("sends mail");
    if (otherEmail !== undefined) abilities.push("two accounts");
    const named = { url, email, otherEmail, abilities, isStrict: strict, isCapped: capped, readCode };
    return { ...named, async [Symbol.asyncDispose]() {} };
  };
}
