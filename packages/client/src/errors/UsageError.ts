/**
 * The `code` of an error that a wrong option or argument causes.
 *
 * - `ERR_OPTION_UNKNOWN`: there is no option of this name.
 * - `ERR_OPTION_INVALID`: the value of an option is wrong, or the options are not an object.
 * - `ERR_ARGUMENT_INVALID`: an email, a code or a `sessionID` is missing, or has the wrong type.
 * - `ERR_BEARER_MALFORMED`: `resume` got a value that cannot be a bearer, for example from a damaged cookie.
 * - `ERR_PENDING_MALFORMED`: `resumeLogin` got a text that `exportPending` did not make.
 * - `ERR_PENDING_EXPIRED`: the pending login of `resumeLogin` has expired.
 * - `ERR_SESSION_ID_UNKNOWN`: `sessionQueries` got a resumed session before its first `check`.
 *
 * @example
 * ```ts
 * import { createSessionClient, type UsageErrorCode } from "@session-api/client";
 *
 * const expected: UsageErrorCode = "ERR_BEARER_MALFORMED";
 * try {
 *   createSessionClient().resume("a damaged cookie");
 * } catch (error) {
 *   if (!(error instanceof TypeError && "code" in error && error.code === expected)) throw error;
 *   console.log("log in again");
 * }
 * ```
 */
export type UsageErrorCode =
  | "ERR_OPTION_UNKNOWN"
  | "ERR_OPTION_INVALID"
  | "ERR_ARGUMENT_INVALID"
  | "ERR_BEARER_MALFORMED"
  | "ERR_PENDING_MALFORMED"
  | "ERR_PENDING_EXPIRED"
  | "ERR_SESSION_ID_UNKNOWN";

/** Creates the error for a wrong option or argument. Its value may be a secret, so the message must not quote it. */
export function createUsageError(code: UsageErrorCode, message: string): TypeError & { code: UsageErrorCode } {
  return Object.assign(new TypeError(message), { code });
}
