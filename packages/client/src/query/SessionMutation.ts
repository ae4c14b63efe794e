import type { CacheClient } from "./CacheClient.ts";

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
export interface SessionMutation<Data, Variables> {
  mutationFn: (variables: Variables, context: { client: CacheClient }) => Promise<Data>;
  /** The client itself retries. */
  retry: false;
}
