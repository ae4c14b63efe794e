/// <reference lib="esnext.disposable" />
import { DataTag } from "@tanstack/query-core";
import { CheckedSession, ListedSession, paths } from "@session-api/types";
import { Client } from "openapi-fetch";
/** The state of a query whose session has ended. */
interface EndedState {
  data: undefined;
  dataUpdatedAt: 0;
  status: "error" | "pending";
  error: Error | null;
  fetchStatus: "idle";
}
/** A query in the cache. */
interface CachedQuery {
  queryKey: readonly unknown[];
  cancel(options: {
    silent: boolean;
  }): Promise<void>;
  setState(state: EndedState): void;
}
/**
 * The part of a `QueryClient` that this package calls. The class itself has private fields, so TypeScript accepts it
 * only from the same copy of `@tanstack/query-core`.
 */
interface CacheClient {
  invalidateQueries(filters: {
    queryKey: readonly unknown[];
  }): Promise<void>;
  getQueryCache(): {
    findAll(filters: {
      queryKey: readonly unknown[];
    }): CachedQuery[];
  };
}
/**
 * The options of a mutation of TanStack Query, for `useMutation`. It updates the cache in its `mutationFn`, so
 * `onSuccess` and the other callbacks are free for your code.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 * import { type SessionMutation, sessionQueries } from "@session-api/client/query";
 * import { MutationObserver, QueryClient } from "@tanstack/query-core";
 *
 * const session = createSessionClient().resume(process.env.SESSION_BEARER ?? "");
 * await session.check();
 * const extend: SessionMutation<number, void> = sessionQueries(session).extend();
 * const queryClient = new QueryClient();
 * const expireAt = await new MutationObserver(queryClient, extend).mutate();
 * console.log("extended until", new Date(expireAt * 1_000));
 * queryClient.clear();
 * ```
 */
interface SessionMutation<Data, Variables> {
  mutationFn: (variables: Variables, context: {
    client: CacheClient;
  }) => Promise<Data>;
  /** The client itself retries. */
  retry: false;
}
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
interface SessionQuery<Data> {
  queryKey: DataTag<readonly ["@session-api/client", sessionID: string, operationId: string], Data>;
  /** Calls the service. Its signal aborts the request. */
  queryFn: (context: {
    client: CacheClient;
    queryKey: readonly unknown[];
    signal: AbortSignal;
  }) => Promise<Data>;
  /** False once the session has ended, so that no observer calls the service again. */
  enabled: () => boolean;
  /** The time from the reading of the data until the earliest expiry in it, in milliseconds. */
  staleTime: (query: {
    state: {
      data: Data | undefined;
      dataUpdatedAt: number;
    };
  }) => number;
  /** The client itself retries. */
  retry: false;
}
/**
 * The client of openapi-fetch, which calls each operation of the document by its method and path.
 *
 * - A call that fails rejects with a `SessionError`, so `error` is never set. Errors that middleware throws pass through.
 * - Middleware runs again for every attempt. `client.api` and `session.api` have separate middleware.
 * - With `parseAs` `stream`, `blob`, `arrayBuffer` or `formData`, the time limits and the signal cover the call only
 *   until the headers arrive.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionApi } from "@session-api/client";
 *
 * async function countSessions(api: SessionApi): Promise<number> {
 *   const { data } = await api.GET("/sessions");
 *   return data?.sessions.length ?? 0;
 * }
 * console.log(await countSessions(createSessionClient().resume(process.env.SESSION_BEARER ?? "").api));
 * ```
 */
type SessionApi = Client<paths>;
/**
 * The options of a single call. `signal` ends the call early. A type alias, because openapi-fetch does not accept an
 * interface here.
 *
 * @example
 * ```ts
 * import { type CallOptions, createSessionClient } from "@session-api/client";
 *
 * const options: CallOptions = { signal: AbortSignal.timeout(5_000) };
 * await createSessionClient().login("john@doe.net", options);
 * ```
 */
type CallOptions = {
  signal?: AbortSignal;
};
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
type LostReason = "limit" | "expired" | "ended";
/**
 * The options of `keepAlive`. An error that a callback throws is reported as uncaught.
 *
 * @example
 * ```ts
 * import { createSessionClient, type KeepAliveOptions } from "@session-api/client";
 *
 * const options: KeepAliveOptions = {
 *   leadMs: 60_000,
 *   onExtended: (expireAt) => console.log("extended until", new Date(expireAt * 1_000)),
 *   onLost: ({ reason }) => console.log("log in again:", reason),
 * };
 * createSessionClient().resume(process.env.SESSION_BEARER ?? "").keepAlive(options);
 * ```
 */
interface KeepAliveOptions {
  /**
   * The time before the expiry at which to extend, in milliseconds. Five minutes by default, and at most half of the
   * remaining time.
   */
  leadMs?: number | undefined;
  /** Stops extending when it aborts. */
  signal?: AbortSignal | undefined;
  /** Called after each extension with the new expiry, in Unix seconds. */
  onExtended?: ((expireAt: number) => void) | undefined;
  /** Called once, when the session is lost. */
  onLost?: ((lost: {
    reason: LostReason;
    error?: unknown;
  }) => void) | undefined;
}
/**
 * Extends a session in the background.
 *
 * @example
 * ```ts
 * import { createSessionClient, type KeepAlive } from "@session-api/client";
 *
 * const session = createSessionClient().resume(process.env.SESSION_BEARER ?? "");
 * const keepAlive: KeepAlive = session.keepAlive();
 * keepAlive.stop();
 * ```
 */
interface KeepAlive {
  /** Stops extending. The session itself stays valid until it expires. */
  stop(): void;
}
/**
 * A session of a user. Its calls reject with a `SessionError`. The end of an `await using` block closes it.
 *
 * @example
 * ```ts
 * import { createSessionClient, type Session } from "@session-api/client";
 *
 * const session: Session = createSessionClient().resume(process.env.SESSION_BEARER ?? "");
 * for (const { sessionID, ip, current } of await session.list()) {
 *   if (!current) console.log(sessionID, ip);
 * }
 * console.log(`${await session.closeAllOthers()} others closed`);
 * console.log("until", new Date((await session.extend()) * 1_000));
 * ```
 */
interface Session extends AsyncDisposable {
  /** The client of openapi-fetch, with the bearer added, for operations that have no method here. */
  readonly api: SessionApi;
  /**
   * The id of this session. Known after a login. A resumed session knows it after its first `check`, `extend` or `close`,
   * and has `undefined` until then.
   */
  readonly sessionID: string | undefined;
  /**
   * Reads the session with its user, roles, groups and expiry. An unverified session may also be readable, so check
   * `verified`.
   */
  check(options?: CallOptions): Promise<CheckedSession>;
  /** Lists the active sessions of the user. */
  list(options?: CallOptions): Promise<ListedSession[]>;
  /**
   * Moves the expiry, and resolves to the new `expireAt` in Unix seconds, which a second request reads. Concurrent calls
   * share these requests, unless they pass their own signal.
   */
  extend(options?: CallOptions): Promise<number>;
  /**
   * Closes this session, and stops its `keepAlive` at once. Concurrent and later calls share the outcome. After a
   * failure, the next call tries again.
   */
  close(options?: CallOptions): Promise<void>;
  /** Closes another session of the user, by its `sessionID`. Rejects with a `TypeError` for an id that cannot exist. */
  closeOther(sessionID: string, options?: CallOptions): Promise<void>;
  /**
   * Closes all other sessions of the user, one after the other, and resolves to their number. Tries every session before
   * it rejects with the first failure. A session that has already ended does not count, and is not a failure.
   */
  closeAllOthers(options?: CallOptions): Promise<number>;
  /**
   * Extends the session before it expires, until it is stopped, closed or lost. At least 30 seconds pass between two
   * extensions. Pauses while its page is hidden. Does not keep a Node process running. Throws a
   * `TypeError` for a wrong option.
   */
  keepAlive(options?: KeepAliveOptions): KeepAlive;
  /** Returns the secret of this session, which `resume` takes later. No other field or method shows it. */
  exportBearer(): string;
}
/**
 * The option objects of one session for TanStack Query 5.
 *
 * - A call that answers 401, and a `close`, end the session: the data of its queries leave the cache at once, their
 *   running requests are aborted, and no observer calls the service again.
 * - After a 401, all queries of the session have this error. After a `close`, they are pending without a request.
 * - No other call ends the session, so `close` it with this mutation and not with `session.close()`.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 * import { type SessionQueries, sessionQueries } from "@session-api/client/query";
 * import { QueryClient, QueryObserver } from "@tanstack/query-core";
 *
 * const session = createSessionClient().resume(process.env.SESSION_BEARER ?? "");
 * await session.check();
 * const queries: SessionQueries = sessionQueries(session);
 * const queryClient = new QueryClient();
 * const observer = new QueryObserver(queryClient, queries.list());
 * const stop = observer.subscribe(({ data, error }) => console.log(data?.length, error?.message));
 * await observer.refetch();
 * stop();
 * queryClient.clear();
 * ```
 */
interface SessionQueries {
  /** Reads the session with its user. The data are stale when the session expires, and after a day at the latest. */
  check(): SessionQuery<CheckedSession>;
  /**
   * Lists the active sessions of the user. The data are stale when the first of these sessions expires, and after a day
   * at the latest. A login on another device does not make them stale: a page that must show it adds `staleTime: 0`.
   */
  list(): SessionQuery<ListedSession[]>;
  /** Moves the expiry, resolves to the new `expireAt` in Unix seconds, and invalidates `check` and `list`. */
  extend(): SessionMutation<number, void>;
  /** Closes the session. */
  close(): SessionMutation<void, void>;
  /** Closes the session whose `sessionID` is passed to `mutate`, and invalidates `list`. */
  closeOther(): SessionMutation<void, string>;
  /** Closes all other sessions of the user, resolves to their number, and invalidates `list`. */
  closeAllOthers(): SessionMutation<number, void>;
}
/**
 * Creates the option objects of a session for TanStack Query 5. Sends no request, so a component may call it each time
 * that it renders.
 *
 * Throws a `TypeError` with the code `ERR_SESSION_ID_UNKNOWN` for a resumed session before its first `check`, because the
 * keys of the queries contain the `sessionID`.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 * import { sessionQueries } from "@session-api/client/query";
 * import { QueryClient } from "@tanstack/query-core";
 *
 * const session = createSessionClient().resume(process.env.SESSION_BEARER ?? "");
 * const checked = await session.check();
 * const queries = sessionQueries(session);
 * const queryClient = new QueryClient();
 * queryClient.setQueryData(queries.check().queryKey, checked);
 * console.log((await queryClient.fetchQuery(queries.list())).length);
 * queryClient.clear();
 * ```
 */
declare function sessionQueries(session: Session): SessionQueries;
export { type SessionMutation, type SessionQueries, type SessionQuery, sessionQueries };