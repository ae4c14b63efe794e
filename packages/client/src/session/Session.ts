import type { CheckedSession, ListedSession } from "@session-api/types";
import type { SessionApi } from "../http/openapiFetch.ts";
import type { CallOptions } from "./CallOptions.ts";
import type { KeepAlive, KeepAliveOptions } from "./KeepAlive.ts";

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
export interface Session extends AsyncDisposable {
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
