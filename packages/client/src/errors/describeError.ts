import type { SessionErrorFacts } from "./SessionErrorFacts.ts";

/** Puts the facts of an error, and its cause, into one sentence. */
export function describeError(
  { kind, operation, status, errorId, errorText }: SessionErrorFacts,
  cause: unknown,
): string {
  const subject = operation ?? "the request";
  const answered = `${subject} answered ${status}`;
  const reason = describeCause(cause);
  if (kind === "malformed") return `${answered} with an unusable body: ${reason}`;
  if (kind === "aborted") return `${subject} was aborted: ${reason}`;
  if (kind === "api")
    return `${answered}: ${errorText ?? "the response has no x-error header"}${errorId ? ` (error id ${errorId})` : ""}`;
  const failed =
    status === undefined ? `${subject} got no response` : `${answered}, but its body did not arrive completely`;
  return kind === "timeout" ? `${failed} in time` : `${failed}: ${reason}`;
}

/** Node's fetch only says `fetch failed`. The cause of its error says why. */
function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const deeper = cause.cause instanceof Error ? cause.cause.message : "";
  return deeper ? `${cause.message} (${deeper})` : cause.message;
}
