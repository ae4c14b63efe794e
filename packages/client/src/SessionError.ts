import type { operations } from "@session-api/types";

/** What a `SessionError` states. */
export interface SessionErrorFacts {
  /** The operationId of the call, as in the document. */
  operation: keyof operations | undefined;
  /** The HTTP status. Undefined when no answer arrived. */
  status?: number | undefined;
  /** The `x-error-id` header: names this one error, for support. */
  errorId?: string | undefined;
  /** The `x-error` header: what went wrong, for people to read. */
  errorText?: string | undefined;
}

/**
 * A call that did not succeed: the service refused it (`status` is set), no answer arrived (`status` is undefined
 * and `cause` says why), or a 200 or 202 came with a body that is broken or no JSON (both are set).
 *
 * @example
 * ```ts
 * import { createSessionClient, SessionError } from "@session-api/client";
 *
 * try {
 *   await createSessionClient().resume("the bearer of a session").api.GET("/session");
 * } catch (error) {
 *   if (error instanceof SessionError) console.error(error.operation, error.status, error.errorId);
 * }
 * ```
 */
export class SessionError extends Error implements SessionErrorFacts {
  override readonly name = "SessionError";
  readonly operation: keyof operations | undefined;
  readonly status: number | undefined;
  readonly errorId: string | undefined;
  readonly errorText: string | undefined;

  constructor(facts: SessionErrorFacts, options?: ErrorOptions) {
    super(sentence(facts, options?.cause), options);
    this.operation = facts.operation;
    this.status = facts.status;
    this.errorId = facts.errorId;
    this.errorText = facts.errorText;
  }
}

function sentence(facts: SessionErrorFacts, cause: unknown): string {
  const { operation: who = "the request", status, errorId, errorText } = facts;
  if (status === undefined) return `${who} got no answer: ${reason(cause)}`;
  if (status === 200 || status === 202) return `${who} answered ${status} with an unusable body: ${reason(cause)}`;
  const what = errorText ?? "the answer has no x-error header";
  return `${who} answered ${status}: ${what}${errorId ? ` (error id ${errorId})` : ""}`;
}

/** Node's fetch says only `fetch failed`; what really happened stands one cause deeper. */
function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const deeper = cause.cause instanceof Error ? cause.cause.message : "";
  return deeper ? `${cause.message} (${deeper})` : cause.message;
}
