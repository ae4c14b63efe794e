import type { OperationId } from "../errors/OperationId.ts";
import type { SessionErrorKind } from "../errors/SessionErrorFacts.ts";

interface Attempt {
  /** The number of the call, which all its events share. The first call of a client is 1. */
  call: number;
  operation: OperationId | undefined;
  /** The number of the attempt. The first attempt is 1. In a `retry` event it is the one that failed. */
  attempt: number;
}

/**
 * The events that a client passes to `onEvent`, for logs, metrics and traces. No event contains a bearer, a code or an
 * email address. A `failure` is an attempt without a usable response. `expireAt` is in Unix seconds, durations are in
 * milliseconds.
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
  | ({ type: "request" } & Attempt)
  | ({ type: "response"; status: number; errorId: string | undefined; durationMs: number } & Attempt)
  | ({ type: "failure"; kind: SessionErrorKind; durationMs: number } & Attempt)
  | ({ type: "retry"; delayMs: number } & Attempt)
  | { type: "extended"; operation: "extendSession"; sessionID: string | undefined; expireAt: number }
  | { type: "lost"; operation: "extendSession"; sessionID: string | undefined; reason: LostReason };

/**
 * The reason why `keepAlive` lost a session.
 *
 * - `limit`: the service does not extend the session any further.
 * - `expired`: the session could not be extended in time.
 * - `ended`: the service refuses the session, for example because it was closed elsewhere or never verified.
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
