import type { CheckedSession, ListedSession } from "@session-api/types";
import { isSessionError } from "../errors/SessionError.ts";
import { createUsageError } from "../errors/UsageError.ts";
import { longestTimerMs } from "../http/longestTimerMs.ts";
import type { CallOptions } from "../session/CallOptions.ts";
import type { Session } from "../session/Session.ts";
import type { CacheClient } from "./CacheClient.ts";
import { endSession, hasEnded } from "./endSession.ts";
import type { SessionMutation } from "./SessionMutation.ts";
import type { SessionQuery } from "./SessionQuery.ts";

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
export interface SessionQueries {
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
export function sessionQueries(session: Session): SessionQueries {
  const { sessionID } = session;
  if (sessionID === undefined)
    throw createUsageError(
      "ERR_SESSION_ID_UNKNOWN",
      "sessionQueries needs a session whose sessionID is known: await session.check() first",
    );
  const sessionKey = ["@session-api/client", sessionID] as const;
  const listKey = [...sessionKey, "getSessions"];

  /** Ends the session when the service answers 401. */
  async function call<Data>(
    client: CacheClient,
    calling: Promise<Data>,
    failedKey?: readonly unknown[],
  ): Promise<Data> {
    try {
      return await calling;
    } catch (error) {
      if (isSessionError(error) && error.status === 401) endSession(client, { session, sessionKey, error, failedKey });
      throw error;
    }
  }

  function createQuery<Data>(
    operationId: string,
    read: (options: CallOptions) => Promise<Data>,
    listExpiries: (data: Data) => number[],
  ): SessionQuery<Data> {
    return {
      queryKey: [...sessionKey, operationId] as unknown as SessionQuery<Data>["queryKey"],
      queryFn: ({ client, queryKey, signal }) => call(client, read({ signal }), queryKey),
      enabled: () => !hasEnded(session),
      staleTime: ({ state: { data, dataUpdatedAt } }) =>
        // Observers start a timer of this length.
        data ? Math.min(...listExpiries(data).map((expireAt) => expireAt * 1_000 - dataUpdatedAt), longestTimerMs) : 0,
      retry: false,
    };
  }

  function createMutation<Data, Variables = void>(
    mutate: (variables: Variables) => Promise<Data>,
    changedKey: readonly unknown[],
  ): SessionMutation<Data, Variables> {
    return {
      async mutationFn(variables, { client }) {
        // A call that fails may have changed something as well.
        const invalidate = () => client.invalidateQueries({ queryKey: changedKey });
        try {
          const result = await call(client, mutate(variables));
          await invalidate();
          return result;
        } catch (error) {
          void invalidate();
          throw error;
        }
      },
      retry: false,
    };
  }

  return {
    check: () =>
      createQuery(
        "checkSession",
        (options) => session.check(options),
        ({ expireAt }) => [expireAt],
      ),
    list: () =>
      createQuery(
        "getSessions",
        (options) => session.list(options),
        (sessions) => sessions.map(({ expireAt }) => expireAt),
      ),
    extend: () => createMutation(() => session.extend(), sessionKey),
    close: () => ({
      async mutationFn(_variables, { client }) {
        await call(client, session.close());
        endSession(client, { session, sessionKey });
      },
      retry: false,
    }),
    closeOther: () => createMutation((sessionID: string) => session.closeOther(sessionID), listKey),
    closeAllOthers: () => createMutation(() => session.closeAllOthers(), listKey),
  };
}
