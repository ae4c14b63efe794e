import type { OperationID, SessionErrorKind } from "./SessionError.ts";

interface Try {
  operation: OperationID | undefined;
  /** The first try is 1. */
  attempt: number;
}

/** What a client tells `onEvent`, for logs, metrics and traces. No event holds a bearer, a code or an address. */
export type SessionEvent =
  | ({ type: "request" } & Try)
  | ({ type: "response"; status: number; errorId: string | undefined; durationMs: number } & Try)
  | ({ type: "failure"; kind: SessionErrorKind; durationMs: number } & Try)
  | ({ type: "retry"; delayMs: number } & Try)
  | { type: "extended"; operation: "extendSession"; expireAt: number }
  | { type: "lost"; operation: "extendSession"; reason: LostReason };

/** `limit`: the service extends no further. `expired`: it could not be reached in time. `ended`: it was closed elsewhere. */
export type LostReason = "limit" | "expired" | "ended";
