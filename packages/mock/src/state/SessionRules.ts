import { verifiedSeconds } from "../answers/computeExpiry.ts";

/** The rules of a mock that remembers, where a test may want others than those of the document. */
export interface SessionRules {
  /** The lifetime of a session from verify, and from each extend. 24 hours by default. */
  sessionLifetimeSeconds?: number | undefined;
  /** The age beyond which no session is extended. 30 days by default. */
  sessionMaxAgeSeconds?: number | undefined;
}

/** Returns the rules with their defaults. Throws an `Error` for a number that is not a time. */
export function completeRules({
  sessionLifetimeSeconds = verifiedSeconds,
  sessionMaxAgeSeconds = 30 * 24 * 60 * 60,
}: SessionRules): { sessionLifetimeSeconds: number; sessionMaxAgeSeconds: number } {
  const rules = { sessionLifetimeSeconds, sessionMaxAgeSeconds };
  for (const [name, seconds] of Object.entries(rules))
    if (!Number.isInteger(seconds) || seconds < 1) throw new Error(`state.${name} must be whole seconds, 1 or more`);
  return rules;
}
