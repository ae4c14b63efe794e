import type { OperationId } from "./OperationId.ts";

/**
 * The kind of failure of a call.
 *
 * - `api`: the service refused the call.
 * - `network`: no response arrived, or its body broke off.
 * - `timeout`: the call took too long.
 * - `aborted`: the signal of the caller ended the call.
 * - `malformed`: the body of a 200 or 202 is missing, is not JSON, lacks a field that the client needs, or was refused
 *   by `validate`.
 *
 * @example
 * ```ts
 * import { createSessionClient, isSessionError, type SessionErrorKind } from "@session-api/client";
 *
 * const passingKinds: SessionErrorKind[] = ["network", "timeout"];
 * try {
 *   await createSessionClient().login("john@doe.net");
 * } catch (error) {
 *   if (isSessionError(error)) console.log(passingKinds.includes(error.kind) ? "try again later" : error.message);
 * }
 * ```
 */
export type SessionErrorKind = "api" | "network" | "timeout" | "aborted" | "malformed";

/**
 * The facts that a `SessionError` is made of.
 *
 * @example
 * ```ts
 * import { SessionError, type SessionErrorFacts } from "@session-api/client";
 *
 * // A test of your own code can make an error like this one.
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
  operation: OperationId | undefined;
  /** The HTTP status. Undefined when no response arrived. */
  status?: number | undefined;
  /** The `x-error-id` header: the id of this one error, for support. */
  errorId?: string | undefined;
  /** The `x-error` header: a description for people. */
  errorText?: string | undefined;
  /** The differences between the request and the document, such as `body.email must be string`. Only the mock lists them. */
  violations?: string[] | undefined;
  /** The host and port that gave no response. */
  host?: string | undefined;
  /** The number of times that the request was sent. */
  attempts: number;
  /** The wait that the `Retry-After` header of the service asks for, in milliseconds. */
  retryAfterMs?: number | undefined;
}
