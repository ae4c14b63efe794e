import type { Session } from "../session/Session.ts";
import type { CacheClient } from "./CacheClient.ts";

const endedSessions = new WeakSet<Session>();

export function hasEnded(session: Session): boolean {
  return endedSessions.has(session);
}

/** An ended session, and the error that told so. A closed session has no error. */
interface Ending {
  session: Session;
  sessionKey: readonly unknown[];
  error?: Error;
  /** The key of the query that failed. Its fetch ends by itself, with the error. */
  failedKey?: readonly unknown[] | undefined;
}

/**
 * Takes the data of an ended session out of the cache, once. The queries stay, because observers of a removed query keep
 * its data, and fetch it again when they render.
 */
export function endSession(client: CacheClient, { session, sessionKey, error, failedKey }: Ending): void {
  if (endedSessions.has(session)) return;
  endedSessions.add(session);
  const status = error ? "error" : "pending";
  for (const query of client.getQueryCache().findAll({ queryKey: sessionKey })) {
    // A response that is under way would fill the cache again.
    if (query.queryKey !== failedKey) query.cancel({ silent: true });
    query.setState({ data: undefined, dataUpdatedAt: 0, status, error: error ?? null, fetchStatus: "idle" });
  }
}
