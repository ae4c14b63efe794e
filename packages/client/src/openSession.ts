import type { CheckedSession, ListedSession, SessionList } from "@session-api/types";
import type { SessionApi } from "./createApi.ts";
import { demand } from "./demand.ts";
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
  /**
   * Moves the expiry and resolves to the new `expireAt`, in Unix seconds, which the service is asked for. Who calls
   * meanwhile without a signal of his own gets the same outcome.
   */
  extend(options?: CallOptions): Promise<number>;
  /**
   * Ends this session, and stops keeping it at once. Who calls again meanwhile, or later, gets the same outcome, unless
   * it failed.
   */
  close(options?: CallOptions): Promise<void>;
  /** Ends another session of the same user, by its `sessionID`. Rejects with a `TypeError` for what can be none. */
  closeOther(sessionID: string, options?: CallOptions): Promise<void>;
  /**
   * Ends all other sessions of the user, one after the other, and resolves to how many it ended. Tries each of them, and
   * rejects then with the first failure; one that has ended by itself is none.
   */
  closeAllOthers(options?: CallOptions): Promise<number>;
  /**
   * Extends the session before it expires, until it is stopped, closed or lost; at least 30 s lie between two extends. A
   * page pauses while it is hidden. In Node, it does not keep a program running that has nothing else to do. Throws a
   * `RangeError` for a `leadMs` that is not above 0.
   */
  keepAlive(options?: KeepAliveOptions): KeepAlive;
  /** The secret of this session, to store it and `resume` it later. Nothing else shows it. */
  exportBearer(): string;
}

interface OpenSession {
  transport: Transport;
  api: SessionApi;
  bearer: string;
  sessionID?: string | undefined;
}

export function openSession({ transport, api, bearer, sessionID }: OpenSession): Session {
  const kept: KeepAlive[] = [];
  let lastExtendAt = 0;
  let extending: Promise<number> | undefined;
  let closing: Promise<void> | undefined;

  async function check(
    options: CallOptions = {},
    isUsable: (checked: CheckedSession) => boolean = isRecord,
  ): Promise<CheckedSession> {
    const { data, response } = await api.GET("/session", options);
    const checked = data as CheckedSession;
    demand(isUsable(checked), "checkSession", response);
    sessionID = checked.sessionID;
    return checked;
  }

  async function list(options: CallOptions = {}): Promise<ListedSession[]> {
    const { data, response } = await api.GET("/sessions", options);
    const { sessions } = (data ?? {}) as SessionList;
    demand(Array.isArray(sessions) && sessions.every(isRecord), "getSessions", response);
    return sessions;
  }

  async function extendNow(options?: CallOptions): Promise<number> {
    lastExtendAt = Date.now();
    await api.PUT("/session/extend", options);
    const { expireAt } = await check(options, hasExpiry);
    transport.emit({ type: "extended", operation: "extendSession", sessionID, expireAt });
    return expireAt;
  }

  function extend(options: CallOptions = {}): Promise<number> {
    // Whoever brings a signal gets a call of his own, which he can end without ending it for others.
    if (options.signal) return extendNow(options);
    extending ??= extendNow().finally(() => {
      extending = undefined;
    });
    return extending;
  }

  async function closeByID(id: string, options: CallOptions, meansClosed: (error: unknown) => boolean): Promise<void> {
    try {
      await api.DELETE("/session/{id}", { params: { path: { id } }, ...options });
    } catch (error) {
      if (!meansClosed(error)) throw error;
    }
  }

  async function closeNow(options: CallOptions): Promise<void> {
    for (const keepAlive of kept) keepAlive.stop();
    sessionID ??= (await check(options, hasID)).sessionID;
    await closeByID(sessionID, options, (error) => isRepeated(error) && isGone(error));
  }

  function close(options: CallOptions = {}): Promise<void> {
    closing ??= closeNow(options).catch((error) => {
      closing = undefined;
      throw error;
    });
    return closing;
  }

  async function closeOther(id: string, options: CallOptions = {}): Promise<void> {
    // A path has another meaning with these.
    if (typeof id !== "string" || ["", ".", ".."].includes(id))
      throw new TypeError("closeOther wants the sessionID of a session");
    // Here a 401 would say that the bearer has ended, not that the other session has.
    await closeByID(id, options, (error) => isRepeated(error) && statusOf(error) === 404);
  }

  async function closeAllOthers(options: CallOptions = {}): Promise<number> {
    const failures: unknown[] = [];
    let closed = 0;
    for (const { sessionID, current } of await list(options)) {
      if (current !== false) continue;
      try {
        await closeOther(sessionID, options);
        closed++;
      } catch (error) {
        if (statusOf(error) !== 404) failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return closed;
  }

  function keepAlive(options: KeepAliveOptions = {}): KeepAlive {
    const keepAlive = startKeepAlive({
      look: () => check({}, hasExpiry),
      extend: () => extend(),
      lastExtendAt: () => lastExtendAt,
      skewMs: () => transport.skewMs,
      emitLost: (reason) => transport.emit({ type: "lost", operation: "extendSession", sessionID, reason }),
      options,
    });
    kept.push(keepAlive);
    return keepAlive;
  }

  // Where an engine lacks it, compilers of `await using` look for this one.
  const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");

  return {
    api,
    check: (options) => check(options),
    list,
    extend,
    close,
    closeOther,
    closeAllOthers,
    keepAlive,
    exportBearer: () => bearer,
    async [asyncDispose]() {
      try {
        await close();
      } catch (error) {
        // It has ended by itself, or was closed by somebody else.
        if (!isGone(error)) throw error;
      }
    },
  };
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function hasID(checked: CheckedSession): boolean {
  return isRecord(checked) && typeof checked.sessionID === "string";
}

function hasExpiry(checked: CheckedSession): boolean {
  return isRecord(checked) && Number.isFinite(checked.expireAt);
}

function statusOf(error: unknown): number | undefined {
  return isSessionError(error) ? error.status : undefined;
}

/** A repeated close that finds nothing to close: an earlier one did it, and its answer was lost. */
function isRepeated(error: unknown): boolean {
  return isSessionError(error) && error.attempts > 1;
}

function isGone(error: unknown): boolean {
  return [401, 404].includes(statusOf(error) ?? 0);
}
