/** The state of a query whose session has ended. */
export interface EndedState {
  data: undefined;
  dataUpdatedAt: 0;
  status: "error" | "pending";
  error: Error | null;
  fetchStatus: "idle";
}

/** A query in the cache. */
interface CachedQuery {
  queryKey: readonly unknown[];
  cancel(options: { silent: boolean }): Promise<void>;
  setState(state: EndedState): void;
}

/**
 * The part of a `QueryClient` that this package calls. The class itself has private fields, so TypeScript accepts it
 * only from the same copy of `@tanstack/query-core`.
 */
export interface CacheClient {
  invalidateQueries(filters: { queryKey: readonly unknown[] }): Promise<void>;
  getQueryCache(): { findAll(filters: { queryKey: readonly unknown[] }): CachedQuery[] };
}
