export type { SessionMutation } from "./query/SessionMutation.ts";
export type { SessionQuery } from "./query/SessionQuery.ts";
export { type SessionQueries, sessionQueries } from "./query/sessionQueries.ts";
