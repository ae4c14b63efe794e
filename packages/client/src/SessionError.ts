import type { operations } from "@session-api/types";

/**
 * The name of an operation, as in the document.
 *
 * @example
 * ```ts
 * import { createSessionClient, type OperationID } from "@session-api/client";
 *
 * const calls = new Map<OperationID | undefined, number>();
 * const client = createSessionClient({
 *   onEvent: ({ type, operation }) => type === "request" && calls.set(operation, (calls.get(operation) ?? 0) + 1),
 * });
 * await client.login("john@doe.net");
 * console.log(calls.get("createSession"));
 * ```
 */
export type OperationID = keyof operations;

/**
 * Why a call failed. `api`: the service refused. `network`: no answer arrived, or it broke off. `timeout`: it took too long. `aborted`:
 * the caller's signal. `malformed`: a 200 or 202 whose body is missing, no JSON, lacks what the objects here are made
 * of, or was refused by `validate`.
 *
 * @example
 * ```ts
 * import { createSessionClient, isSessionError, type SessionErrorKind } from "@session-api/client";
 *
 * const worthAnotherTry: SessionErrorKind[] = ["network", "timeout"];
 * try {
 *   await createSessionClient().login("john@doe.net");
 * } catch (error) {
 *   if (isSessionError(error)) console.log(worthAnotherTry.includes(error.kind) ? "try again" : error.message);
 * }
 * ```
 */
export type SessionErrorKind = "api" | "network" | "timeout" | "aborted" | "malformed";

/**
 * What a `SessionError` states.
 *
 * @example
 * ```ts
 * import { SessionError, type SessionErrorFacts } from "@session-api/client";
 *
 * // In a test of your own code, that it shows the error id.
 * const facts: SessionErrorFacts = {
 *   kind: "api",
 *   operation: "checkSession",
 *   status: 401,
 *   errorText: "session not found",
 *   errorId: "7c9e",
 *   attempts: 1,
 * };
 * console.log(new SessionError(facts).message);
 * ```
 */
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
 * import { createSessionClient, SessionError } from "@session-api/client";
 *
 * try {
 *   await createSessionClient().resume(process.env.SESSION_BEARER ?? "").check();
 * } catch (error) {
 *   if (!(error instanceof SessionError)) throw error;
 *   console.log(error.operation, error.status, error.errorId);
 * }
 * ```
 */
export class SessionError extends Error implements SessionErrorFacts {
  override readonly name = "SessionError";
  declare readonly kind: SessionErrorKind;
  declare readonly operation: OperationID | undefined;
  declare readonly status: number | undefined;
  declare readonly errorId: string | undefined;
  declare readonly errorText: string | undefined;
  declare readonly attempts: number;
  declare readonly retryAfterMs: number | undefined;

  constructor(facts: SessionErrorFacts, options?: ErrorOptions) {
    super(sentence(facts, options?.cause), options);
    Object.assign(this, facts);
    Object.defineProperty(this, brand, {});
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
 * if (isSessionError(error)) console.log(error.message);
 * ```
 */
export function isSessionError(value: unknown): value is SessionError {
  return typeof value === "object" && value !== null && brand in value;
}

function sentence({ kind, operation, status, errorId, errorText }: SessionErrorFacts, cause: unknown): string {
  const who = operation ?? "the request";
  if (kind === "malformed") return `${who} answered ${status} with an unusable body: ${reason(cause)}`;
  if (kind === "timeout")
    return status === undefined ? `${who} got no answer in time` : `${who} answered ${status}, but not whole in time`;
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
