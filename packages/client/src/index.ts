export type * from "@session-api/types";
export {
  createSessionClient,
  type SessionApi,
  type SessionClient,
  type SessionClientOptions,
} from "./createSessionClient.ts";
export { SessionError, type SessionErrorFacts } from "./SessionError.ts";
