import type { CodeSource } from "../codes/codeSource.ts";
import { UsageError } from "../errors/UsageError.ts";
import { startMockTarget, startServerTarget } from "../targets/ownTargets.ts";
import type { Ability, OwnTarget } from "../targets/Target.ts";

/** Which server is asked. */
export interface TargetOptions {
  target?: string | undefined;
  url?: string | undefined;
  email?: string | undefined;
  "other-email"?: string | undefined;
  "code-from"?: string | undefined;
  strict?: boolean | undefined;
  capped?: boolean | undefined;
  stateless?: boolean | undefined;
}

/** Opens the server that the options name. Called once for each run, so that a server of our own is a new one. */
export type OpenTarget = (codes: CodeSource) => Promise<OwnTarget>;

/** Throws a `UsageError` for options that make no sense together. */
export function targetOf(options: TargetOptions): OpenTarget {
  const { target, url, email, "other-email": otherEmail, strict = false, capped = false } = options;
  const { stateless = false } = options;
  if (url === undefined) {
    if (stateless) throw new UsageError("--stateless goes with --url");
    for (const name of ["email", "other-email", "code-from"] as const)
      if (options[name] !== undefined) throw new UsageError(`--${name} goes with --url`);
    if (target === undefined || target === "mock")
      return async () => ({ ...(await startMockTarget()), isStrict: strict, isCapped: capped });
    if (target === "server") return async () => ({ ...(await startServerTarget()), isCapped: capped });
    throw new UsageError(`--target wants mock or server, not "${target}"`);
  }
  if (target !== undefined) throw new UsageError("--target starts a server and --url names one: give one of them");
  if (email === undefined) throw new UsageError("--url wants --email, the account that logs in");
  for (const [name, address] of Object.entries({ email, "other-email": otherEmail }))
    if (address !== undefined && !isEmail(address))
      throw new UsageError(`--${name} wants an address such as me@example.com`);
  if (email.toLowerCase() === otherEmail?.toLowerCase())
    throw new UsageError("--other-email wants the account of somebody else");
  if (!isBaseUrl(url))
    throw new UsageError("--url wants a URL such as http://127.0.0.1:4020/api/auth/v2, and nothing behind the path");
  return async (codes) => {
    const abilities: Ability[] = [stateless ? "Prefer" : "remembers"];
    if (codes.readCode) abilities.push("sends mail");
    if (otherEmail !== undefined) abilities.push("two accounts");
    return {
      url,
      email,
      ...(otherEmail !== undefined && { otherEmail }),
      abilities,
      isStrict: strict,
      isCapped: capped,
      ...(codes.readCode && { readCode: codes.readCode }),
      async [Symbol.asyncDispose]() {},
    };
  };
}

/** Without credentials, which would be printed, and without a query, which would end up in the path. */
export function isBaseUrl(text: string): boolean {
  // A URL would be taken without the spaces around it, which are a slip of the hand.
  if (text !== text.trim() || !URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return ["http:", "https:"].includes(protocol) && username + password + search + hash === "";
}

/** Whether it may be an address at all, since one that is none would convict the server that refuses it. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(text);
}
