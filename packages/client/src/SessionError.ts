import type { operations } from "@session-api/types";

/** The name of an operation, as in the document. */
export type OperationID = keyof operations;

/**
 * `api`: the service refused. `network`: no answer arrived, or it broke off. `timeout`: it took too long. `aborted`:
 * the caller's signal. `malformed`: a 200 or 202 whose body is missing or no JSON.
 */
export type SessionErrorKind = "api" | "network" | "timeout" | "aborted" | "malformed";

/** What a `SessionError` states. */
export interface SessionErrorFacts {
  kind: SessionErrorKind;
  /** The operationId of the call. */
  operation: OperationID | undefined;
  /** The HTTP status. Undefined when no answer arrived. */
  status?: number | undefined;
  /** The `x-error-id` header: names this one error, for support. */
  errorId?: string | undefined;
  /** The `x-error` header: what went wrong, for people to read. */
  errorText?: string | undefined;
  /** How often the request was sent. */
  attempts: number;
  /** How long the service asked to wait, in milliseconds, from its `Retry-After` header. */
  retryAfterMs?: number | undefined;
}

const brand = Symbol.for("@session-api/client SessionError");

/**
 * The one error of this client: a call that did not succeed, whatever the reason. The bearer is in none of its
 * fields.
 *
 * @example
 * ```ts
 * import { createSessionClient, isSessionError } from "@session-api/client";
 *
 * try {
 *   await createSessionClient().resume("the bearer of a session").check();
 * } catch (error) {
 *   if (isSessionError(error)) console.error(error.operation, error.status, error.errorId);
 * }
 * ```
 */
export class SessionError extends Error implements SessionErrorFacts {
  override readonly name = "SessionError";
  readonly kind: SessionErrorKind;
  readonly operation: OperationID | undefined;
  readonly status: number | undefined;
  readonly errorId: string | undefined;
  readonly errorText: string | undefined;
  readonly attempts: number;
  readonly retryAfterMs: number | undefined;

  constructor(facts: SessionErrorFacts, options?: ErrorOptions) {
    super(sentence(facts, options?.cause), options);
    this.kind = facts.kind;
    this.operation = facts.operation;
    this.status = facts.status;
    this.errorId = facts.errorId;
    this.errorText = facts.errorText;
    this.attempts = facts.attempts;
    this.retryAfterMs = facts.retryAfterMs;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * Whether something is a `SessionError`, also one of another copy of this package, which `instanceof` would miss.
 *
 * @example
 * ```ts
 * import { createSessionClient, isSessionError } from "@session-api/client";
 *
 * const error = await createSessionClient().login("john@doe.net").catch((error: unknown) => error);
 * if (isSessionError(error)) console.error(error.message);
 * ```
 */
export function isSessionError(value: unknown): value is SessionError {
  return typeof value === "object" && value !== null && brand in value;
}

function sentence({ kind, operation, status, errorId, errorText }: SessionErrorFacts, cause: unknown): string {
  const who = operation ?? "the request";
  if (kind === "malformed") return `${who} answered ${status} with an unusable body: ${reason(cause)}`;
  if (kind === "timeout") return `${who} got no answer in time`;
  if (kind === "aborted") return `${who} was aborted: ${reason(cause)}`;
  if (kind === "network") {
    return status === undefined
      ? `${who} got no answer: ${reason(cause)}`
      : `${who} answered ${status} and broke off: ${reason(cause)}`;
  }
  return `${who} answered ${status}: ${errorText ?? "the answer has no x-error header"}${errorId ? ` (error id ${errorId})` : ""}`;
}

/** Node's fetch says only `fetch failed`; what really happened stands one cause deeper. */
function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const deeper = cause.cause instanceof Error ? cause.cause.message : "";
  return deeper ? `${cause.message} (${deeper})` : cause.message;
}
