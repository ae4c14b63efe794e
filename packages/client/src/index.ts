export type * from "@session-api/types";
export type { SessionApi } from "./createApi.ts";
export { createSessionClient, type SessionClient, type SessionClientOptions } from "./createSessionClient.ts";
export type { LostReason, SessionEvent } from "./events.ts";
export type { KeepAlive, KeepAliveOptions } from "./keepAlive.ts";
export type { PendingLogin } from "./logIn.ts";
export type { CallOptions, Session } from "./openSession.ts";
export {
  isSessionError,
  type OperationID,
  SessionError,
  type SessionErrorFacts,
  type SessionErrorKind,
} from "./SessionError.ts";
export type { Validate } from "./validate.ts";
