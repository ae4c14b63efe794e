import type { CheckedSession, ListedSession, SessionList } from "@session-api/types";
import { isSessionError } from "../errors/SessionError.ts";
import { createUsageError } from "../errors/UsageError.ts";
import type { Calls } from "../http/Calls.ts";
import type { SessionApi } from "../http/openapiFetch.ts";
import type { Transport } from "../http/Transport.ts";
import { assertUsable } from "./assertUsable.ts";
import type { CallOptions } from "./CallOptions.ts";
import { checkCallOptions } from "./checkCallOptions.ts";
import type { KeepAlive, KeepAliveOptions } from "./KeepAlive.ts";
import type { Session } from "./Session.ts";
import { startKeepAlive } from "./startKeepAlive.ts";

interface OpenSession {
  transport: Transport;
  api: SessionApi;
  bearer: string;
  sessionID?: string | undefined;
}

export function openSession({ transport, api, bearer, sessionID }: OpenSession): Session {
  const calls: Calls = api;
  const keepAlives: KeepAlive[] = [];
  let lastExtendAt = 0;
  let extending: Promise<number> | undefined;
  let closing: Promise<void> | undefined;

  async function check(
    options: CallOptions,
    isUsable: (checked: CheckedSession) => boolean = isRecord,
  ): Promise<CheckedSession> {
    const { data, response } = await calls.GET("/session", options);
    const checked = data as CheckedSession;
    assertUsable(isUsable(checked), "checkSession", response);
    if (hasId(checked)) sessionID = checked.sessionID;
    return checked;
  }

  async function list(options: CallOptions): Promise<ListedSession[]> {
    const { data, response } = await calls.GET("/sessions", options);
    const { sessions } = (data ?? {}) as SessionList;
    assertUsable(Array.isArray(sessions) && sessions.every(isRecord), "getSessions", response);
    return sessions;
  }

  async function extendNow(options: CallOptions): Promise<number> {
    lastExtendAt = Date.now();
    await calls.PUT("/session/extend", options);
    const { expireAt } = await check(options, hasExpiry);
    transport.emit?.({ type: "extended", operation: "extendSession", sessionID, expireAt });
    return expireAt;
  }

  function extend(options: CallOptions): Promise<number> {
    // A caller with a signal gets its own request, which it can abort without aborting the call of another caller.
    if (options.signal) return extendNow(options);
    extending ??= extendNow({}).finally(() => {
      extending = undefined;
    });
    return extending;
  }

  async function closeById(id: string, options: CallOptions, meansClosed: (error: unknown) => boolean): Promise<void> {
    try {
      await calls.DELETE("/session/{id}", { params: { path: { id } }, ...options });
    } catch (error) {
      if (!meansClosed(error)) throw error;
    }
  }

  async function closeNow(options: CallOptions): Promise<void> {
    for (const keepAlive of keepAlives) keepAlive.stop();
    sessionID ??= (await check(options, hasId)).sessionID;
    await closeById(sessionID, options, (error) => isRetried(error) && isGone(error));
  }

  function close(options: CallOptions): Promise<void> {
    closing ??= closeNow(options).catch((error) => {
      closing = undefined;
      throw error;
    });
    return closing;
  }

  async function closeOther(id: string, options: CallOptions): Promise<void> {
    // These ids would change the path of the request.
    if (typeof id !== "string" || ["", ".", ".."].includes(id))
      throw createUsageError("ERR_ARGUMENT_INVALID", "closeOther needs the sessionID of a session");
    // A 401 means that the bearer of this session has ended, not that the other session has.
    await closeById(id, options, (error) => isRetried(error) && getStatus(error) === 404);
  }

  async function closeAllOthers(options: CallOptions): Promise<number> {
    const failures: unknown[] = [];
    let closed = 0;
    for (const { sessionID, current } of await list(options)) {
      if (current !== false) continue;
      try {
        await closeOther(sessionID, options);
        closed++;
      } catch (error) {
        if (getStatus(error) !== 404) failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return closed;
  }

  function keepAlive(options: KeepAliveOptions = {}): KeepAlive {
    const keepAlive = startKeepAlive({
      check: () => check({}, hasExpiry),
      extend: () => extend({}),
      lastExtendAt: () => lastExtendAt,
      skewMs: () => transport.skewMs,
      emitLost: (reason) => transport.emit?.({ type: "lost", operation: "extendSession", sessionID, reason }),
      options,
    });
    keepAlives.push(keepAlive);
    return keepAlive;
  }

  // Compilers of `await using` look for this symbol when the engine has no `Symbol.asyncDispose`.
  const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");

  return {
    api,
    get sessionID() {
      return sessionID;
    },
    check: async (options) => check(checkCallOptions("check", options)),
    list: async (options) => list(checkCallOptions("list", options)),
    extend: async (options) => extend(checkCallOptions("extend", options)),
    close: async (options) => close(checkCallOptions("close", options)),
    closeOther: async (id, options) => closeOther(id, checkCallOptions("closeOther", options)),
    closeAllOthers: async (options) => closeAllOthers(checkCallOptions("closeAllOthers", options)),
    keepAlive,
    exportBearer: () => bearer,
    async [asyncDispose]() {
      try {
        await close({});
      } catch (error) {
        // A session that has already ended needs no close.
        if (!isGone(error)) throw error;
      }
    },
  };
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function hasId(checked: CheckedSession): boolean {
  return isRecord(checked) && typeof checked.sessionID === "string";
}

function hasExpiry(checked: CheckedSession): boolean {
  return isRecord(checked) && Number.isFinite(checked.expireAt);
}

function getStatus(error: unknown): number | undefined {
  return isSessionError(error) ? error.status : undefined;
}

/** The first attempt may have closed the session, although its response was lost. */
function isRetried(error: unknown): boolean {
  return isSessionError(error) && error.attempts > 1;
}

function isGone(error: unknown): boolean {
  return [401, 404].includes(getStatus(error) ?? 0);
}
