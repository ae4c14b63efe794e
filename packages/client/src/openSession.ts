import type { CheckedSession, ListedSession, SessionList } from "@session-api/types";
import type { SessionApi } from "./createApi.ts";
import { type KeepAlive, type KeepAliveOptions, startKeepAlive } from "./keepAlive.ts";
import { isSessionError } from "./SessionError.ts";
import type { Transport } from "./send.ts";

/**
 * What ends a call early. An alias, since openapi-fetch takes no interface for its options.
 *
 * @example
 * ```ts
 * import { type CallOptions, createSessionClient } from "@session-api/client";
 *
 * const soon: CallOptions = { signal: AbortSignal.timeout(5_000) };
 * await createSessionClient().login("john@doe.net", soon);
 * ```
 */
export type CallOptions = { signal?: AbortSignal };

/**
 * A session of a user. All its calls reject with a `SessionError`. Leaving an `await using` block closes it.
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
  /** openapi-fetch's own client with the bearer added, for whatever this object does not offer. */
  readonly api: SessionApi;
  /** Whose session it is, what the user may do, and when it expires. Judge by `verified`. */
  check(options?: CallOptions): Promise<CheckedSession>;
  /** Where the user is logged in. */
  list(options?: CallOptions): Promise<ListedSession[]>;
  /** Moves the expiry and resolves to the new `expireAt`, in Unix seconds, which the service is asked for. */
  extend(options?: CallOptions): Promise<number>;
  /** Ends this session. */
  close(options?: CallOptions): Promise<void>;
  /** Ends another session of the same user, by its `sessionID`. */
  closeOther(sessionID: string, options?: CallOptions): Promise<void>;
  /** Ends all other sessions of the user and resolves to how many there were. */
  closeAllOthers(options?: CallOptions): Promise<number>;
  /** Extends the session before it expires, until it is stopped, closed or lost. */
  keepAlive(options?: KeepAliveOptions): KeepAlive;
  /** The secret of this session, to store it and `resume` it later. Nothing else shows it. */
  exportBearer(): string;
}

interface OpenSession {
  transport: Transport;
  api: SessionApi;
  bearer: string;
}

export function openSession({ transport, api, bearer }: OpenSession): Session {
  const kept: KeepAlive[] = [];
  let sessionID: string | undefined;
  let extending: Promise<number> | undefined;

  const check = async (options: CallOptions = {}) => {
    const { data } = await api.GET("/session", options);
    const checked = data as CheckedSession;
    sessionID = checked.sessionID;
    return checked;
  };
  const list = async (options: CallOptions = {}) =>
    ((await api.GET("/sessions", options)).data as SessionList).sessions;
  const extendNow = async (options: CallOptions) => {
    await api.PUT("/session/extend", options);
    const { expireAt } = await check(options);
    transport.emit({ type: "extended", operation: "extendSession", expireAt });
    return expireAt;
  };
  const extend = (options: CallOptions = {}) => {
    // Whoever brings a signal gets a call of his own, which he can end without ending it for others.
    if (options.signal) return extendNow(options);
    extending ??= extendNow(options).finally(() => {
      extending = undefined;
    });
    return extending;
  };
  const closeByID = async (id: string, options: CallOptions) => {
    try {
      await api.DELETE("/session/{id}", { params: { path: { id } }, ...options });
    } catch (error) {
      if (!isClosedByEarlierTry(error)) throw error;
    }
  };
  const close = async (options: CallOptions = {}) => {
    for (const keepAlive of kept) keepAlive.stop();
    await closeByID(sessionID ?? (await check(options)).sessionID, options);
  };

  // Where an engine lacks it, compilers of `await using` look for this one.
  const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");

  return {
    api,
    check,
    list,
    extend,
    close,
    closeOther: (id, options = {}) => closeByID(id, options),
    async closeAllOthers(options = {}) {
      const others = (await list(options)).filter(({ current }) => !current);
      await Promise.all(others.map(({ sessionID }) => closeByID(sessionID, options).catch(unlessGone)));
      return others.length;
    },
    keepAlive(options = {}) {
      const keepAlive = startKeepAlive({ transport, check, extend, options });
      kept.push(keepAlive);
      return keepAlive;
    },
    exportBearer: () => bearer,
    [asyncDispose]: () => close().catch(unlessGone),
  };
}

/** A repeated close that finds nothing to close: the first one did it, and its answer was lost. */
function isClosedByEarlierTry(error: unknown): boolean {
  return isSessionError(error) && error.attempts > 1 && (error.status === 401 || error.status === 404);
}

/** What was to be closed has ended by itself, or was closed by somebody else. */
function unlessGone(error: unknown): void {
  if (!isSessionError(error) || (error.status !== 401 && error.status !== 404)) throw error;
}
