import { describeCause } from "./describeCause.ts";
import type { SessionErrorFacts } from "./SessionErrorFacts.ts";

/** Puts the facts of an error, and its cause, into one sentence. */
export function describeError(facts: SessionErrorFacts, cause: unknown): string {
  const { kind, operation, status, errorId, errorText, violations = [], host } = facts;
  const subject = operation ?? "the request";
  const answered = `${subject} answered ${status}`;
  const reason = describeCause(cause);
  if (kind === "malformed") return `${answered} with an unusable body: ${reason}`;
  if (kind === "aborted") return `${subject} was aborted: ${reason}`;
  if (kind === "api") {
    const text = [errorText ?? "the response has no x-error header", ...violations].join("; ");
    return `${answered}: ${text}${errorId ? ` (error id ${errorId})` : ""}`;
  }
  const failed =
    status === undefined
      ? `${subject} got no response${host ? ` from ${host}` : ""}`
      : `${answered}, but its body did not arrive completely`;
  return kind === "timeout" ? `${failed} in time` : `${failed}: ${reason}`;
}
