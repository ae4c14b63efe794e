import type { OperationID, SessionErrorKind } from "./SessionError.ts";

interface Try {
  /** The number of the call, which all its events have. The first call of a client is 1. */
  call: number;
  operation: OperationID | undefined;
  /** The first try is 1. Of `retry` it is the one that failed. */
  attempt: number;
}

/**
 * What a client tells `onEvent`, for logs, metrics and traces. No event holds a bearer, a code or an address.
 * `failure`: a try got no usable answer. `expireAt` is in Unix seconds, times are in milliseconds.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionEvent } from "@session-api/client";
 *
 * function log(event: SessionEvent): void {
 *   if (event.type === "response") console.log(event.operation, event.status, `${event.durationMs} ms`, event.errorId);
 * }
 * await createSessionClient({ onEvent: log }).login("john@doe.net");
 * ```
 */
export type SessionEvent =
  | ({ type: "request" } & Try)
  | ({ type: "response"; status: number; errorId: string | undefined; durationMs: number } & Try)
  | ({ type: "failure"; kind: SessionErrorKind; durationMs: number } & Try)
  | ({ type: "retry"; delayMs: number } & Try)
  | { type: "extended"; operation: "extendSession"; sessionID: string | undefined; expireAt: number }
  | { type: "lost"; operation: "extendSession"; sessionID: string | undefined; reason: LostReason };

/**
 * Why a kept session is over. `limit`: the service extends no further. `expired`: it could not be extended in time.
 * `ended`: the service refuses it, for example because it was closed elsewhere, or was never verified.
 *
 * @example
 * ```ts
 * import type { LostReason } from "@session-api/client";
 *
 * const texts: Record<LostReason, string> = {
 *   limit: "You have been logged in for as long as is allowed.",
 *   expired: "The service could not be reached.",
 *   ended: "You logged out elsewhere.",
 * };
 * console.log(texts.limit);
 * ```
 */
export type LostReason = "limit" | "expired" | "ended";
