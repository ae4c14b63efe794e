import type { CheckedSession } from "@session-api/types";
import type { LostReason } from "./events.ts";
import { isSessionError } from "./SessionError.ts";
import type { Transport } from "./send.ts";

const shortestPauseMs = 30_000;
const defaultLeadMs = 5 * 60_000;
/** Timers hold no longer time. */
const longestTimerMs = 24 * 60 * 60_000;

/**
 * How a session is kept, and who is told.
 *
 * @example
 * ```ts
 * import { createSessionClient, type KeepAliveOptions } from "@session-api/client";
 *
 * const options: KeepAliveOptions = {
 *   leadMs: 60_000,
 *   onExtended: (expireAt) => console.log("kept until", new Date(expireAt * 1_000)),
 *   onLost: ({ reason }) => console.log("log in again:", reason),
 * };
 * createSessionClient().resume(process.env.SESSION_BEARER ?? "").keepAlive(options);
 * ```
 */
export interface KeepAliveOptions {
  /** How long before the expiry to extend, in milliseconds. Five minutes by default, less for a short session. */
  leadMs?: number;
  /** Stops it. */
  signal?: AbortSignal;
  /** Is told each new expiry, in Unix seconds. */
  onExtended?: (expireAt: number) => void;
  /** Is told once that the session is over, and why. */
  onLost?: (lost: { reason: LostReason; error?: unknown }) => void;
}

/**
 * A session that is being kept.
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
export interface KeepAlive {
  /** Ends it. The session goes on until it expires. */
  stop(): void;
}

interface Keeping {
  transport: Transport;
  check(): Promise<CheckedSession>;
  extend(): Promise<number>;
  options: KeepAliveOptions;
}

/** Extends a session whenever its expiry comes near, by the service's clock, and never more often than every 30 s. */
export function startKeepAlive({ transport, check, extend, options }: Keeping): KeepAlive {
  const { leadMs = defaultLeadMs, signal, onExtended, onLost } = options;
  const page = globalThis.document as ({ visibilityState: string } & EventTarget) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let isAtLimit = false;
  let expireAt = 0;
  let lastExtendedAt = 0;

  const leftMs = () => expireAt * 1_000 - (Date.now() + transport.skewMs);

  function schedule(delayMs: number, act: () => void): void {
    clearTimeout(timer);
    if (page?.visibilityState === "hidden") return;
    timer = setTimeout(act, Math.max(delayMs, 0));
    // A timer must not keep a program alive that has nothing else to do. Browsers have numbers for timers.
    timer.unref?.();
  }

  /** Waits until the lead begins, but for a random part of it, so that many clients do not all come at once. */
  function plan(): void {
    const lead = Math.min(leadMs, leftMs() / 2) * (0.75 + Math.random() / 4);
    const pauseMs = isAtLimit ? leftMs() : Math.max(leftMs() - lead, lastExtendedAt + shortestPauseMs - Date.now());
    if (pauseMs > longestTimerMs) schedule(longestTimerMs, plan);
    else schedule(pauseMs, isAtLimit ? () => lose("limit") : () => void extendOnce());
  }

  async function extendOnce(): Promise<void> {
    // Whoever slept over the expiry is told by the service whether somebody else extended the session.
    if (leftMs() <= 0) return look();
    lastExtendedAt = Date.now();
    try {
      const before = expireAt;
      expireAt = await extend();
      if (isOver) return;
      isAtLimit = expireAt <= before;
      if (!isAtLimit) onExtended?.(expireAt);
      plan();
    } catch (error) {
      afterFailure(error);
    }
  }

  /** Reads the expiry: at the start, and when a page wakes up after who knows how long. */
  async function look(): Promise<void> {
    try {
      const checked = await check();
      if (isOver) return;
      if (!checked.verified) return lose("ended");
      expireAt = checked.expireAt;
      plan();
    } catch (error) {
      afterFailure(error);
    }
  }

  function afterFailure(error: unknown): void {
    if (isOver) return;
    const isExpired = expireAt > 0 && leftMs() <= 0;
    const isRefused = isSessionError(error) && (error.status === 401 || error.status === 403);
    if (isExpired) lose(isAtLimit ? "limit" : "expired", error);
    else if (isRefused) lose("ended", error);
    else schedule(shortestPauseMs, () => void look());
  }

  function lose(reason: LostReason, error?: unknown): void {
    stop();
    transport.emit({ type: "lost", operation: "extendSession", reason });
    onLost?.({ reason, ...(error !== undefined && { error }) });
  }

  function onVisibility(): void {
    if (page?.visibilityState === "hidden") clearTimeout(timer);
    else void look();
  }

  function stop(): void {
    isOver = true;
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    page?.removeEventListener("visibilitychange", onVisibility);
  }

  signal?.addEventListener("abort", stop);
  page?.addEventListener("visibilitychange", onVisibility);
  if (signal?.aborted) stop();
  else void look();
  return { stop };
}
