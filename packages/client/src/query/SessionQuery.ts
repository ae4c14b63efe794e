import type { DataTag } from "@tanstack/query-core";
import type { CacheClient } from "./CacheClient.ts";

/**
 * The options of a query of TanStack Query, for `useQuery`, `fetchQuery` and their like. Its key contains the `sessionID`
 * and never the bearer, and tells `getQueryData` the type of the data.
 *
 * @example
 * ```ts
 * import { type CheckedSession, createSessionClient } from "@session-api/client";
 * import { type SessionQuery, sessionQueries } from "@session-api/client/query";
 * import { QueryClient } from "@tanstack/query-core";
 *
 * const session = createSessionClient().resume(process.env.SESSION_BEARER ?? "");
 * await session.check();
 * const check: SessionQuery<CheckedSession> = sessionQueries(session).check();
 * const queryClient = new QueryClient();
 * await queryClient.fetchQuery(check);
 * console.log(queryClient.getQueryData(check.queryKey)?.fullName);
 * queryClient.clear();
 * ```
 */
export interface SessionQuery<Data> {
  queryKey: DataTag<readonly ["@session-api/client", sessionID: string, operationId: string], Data>;
  /** Calls the service. Its signal aborts the request. */
  queryFn: (context: { client: CacheClient; queryKey: readonly unknown[]; signal: AbortSignal }) => Promise<Data>;
  /** False once the session has ended, so that no observer calls the service again. */
  enabled: () => boolean;
  /** The time from the reading of the data until the earliest expiry in it, in milliseconds. */
  staleTime: (query: { state: { data: Data | undefined; dataUpdatedAt: number } }) => number;
  /** The client itself retries. */
  retry: false;
}
