import type { CheckedSession, ListedSession, SessionList } from "@session-api/types";
import type { SessionApi } from "./createApi.ts";
import { type KeepAlive, type KeepAliveOptions, startKeepAlive } from "./keepAlive.ts";
import { isSessionError } from "./SessionError.ts";
import type { Transport } from "./send.ts";

/** An alias, since openapi-fetch takes no interface for its options. */
type Cancel = { signal?: AbortSignal };

/** A session of a user. All its calls reject with a `SessionError`. Leaving an `await using` block closes it. */
export interface Session extends AsyncDisposable {
  /** openapi-fetch's own client with the bearer added, for whatever this object does not offer. */
  readonly api: SessionApi;
  /** Whose session it is, what the user may do, and when it expires. Judge by `verified`. */
  check(options?: Cancel): Promise<CheckedSession>;
  /** Where the user is logged in. */
  list(options?: Cancel): Promise<ListedSession[]>;
  /** Moves the expiry and resolves to the new `expireAt`, in Unix seconds, which the service is asked for. */
  extend(options?: Cancel): Promise<number>;
  /** Ends this session. */
  close(options?: Cancel): Promise<void>;
  /** Ends another session of the same user, by its `sessionID`. */
  closeOther(sessionID: string, options?: Cancel): Promise<void>;
  /** Ends all other sessions of the user and resolves to how many there were. */
  closeAllOthers(options?: Cancel): Promise<number>;
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

  const check = async (options: Cancel = {}) => {
    const { data } = await api.GET("/session", options);
    const checked = data as CheckedSession;
    sessionID = checked.sessionID;
    return checked;
  };
  const list = async (options: Cancel = {}) => ((await api.GET("/sessions", options)).data as SessionList).sessions;
  const extendNow = async (options: Cancel) => {
    await api.PUT("/session/extend", options);
    const { expireAt } = await check(options);
    transport.emit({ type: "extended", operation: "extendSession", expireAt });
    return expireAt;
  };
  const extend = (options: Cancel = {}) => {
    // Whoever brings a signal gets a call of his own, which he can end without ending it for others.
    if (options.signal) return extendNow(options);
    extending ??= extendNow(options).finally(() => {
      extending = undefined;
    });
    return extending;
  };
  const closeByID = async (id: string, options: Cancel) => {
    try {
      await api.DELETE("/session/{id}", { params: { path: { id } }, ...options });
    } catch (error) {
      if (!isClosedByEarlierTry(error)) throw error;
    }
  };
  const close = async (options: Cancel = {}) => {
    for (const keepAlive of kept) keepAlive.stop();
    await closeByID(sessionID ?? (await check(options)).sessionID, options);
  };

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
    [Symbol.asyncDispose]: () => close().catch(unlessGone),
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
