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
    if (isOver || page?.visibilityState === "hidden") return;
    timer = setTimeout(act, Math.min(Math.max(delayMs, 0), longestTimerMs));
    // A timer must not keep a program alive that has nothing else to do. Browsers have numbers for timers.
    if (typeof timer === "object") timer.unref();
  }

  /** Waits until the lead begins, but for a random part of it, so that many clients do not all come at once. */
  function plan(): void {
    const lead = Math.min(leadMs, leftMs() / 2) * (0.75 + Math.random() / 4);
    const pause = Math.max(leftMs() - lead, lastExtendedAt + shortestPauseMs - Date.now());
    if (isAtLimit) schedule(leftMs(), atExpiry);
    else if (pause > longestTimerMs) schedule(longestTimerMs, plan);
    else schedule(pause, () => void extendOnce());
  }

  async function extendOnce(): Promise<void> {
    if (leftMs() <= 0) return lose("expired");
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
    const isRefused = isSessionError(error) && (error.status === 401 || error.status === 403);
    if (isRefused) lose(isAtLimit ? "limit" : "ended", error);
    else if (expireAt > 0 && leftMs() <= 0) lose("expired", error);
    else schedule(shortestPauseMs, () => void look());
  }

  function atExpiry(): void {
    if (leftMs() > 0) plan();
    else lose("limit");
  }

  function lose(reason: LostReason, error?: unknown): void {
    if (isOver) return;
    stop();
    transport.emit({ type: "lost", operation: "extendSession", reason });
    onLost?.({ reason, ...(error !== undefined && { error }) });
  }

  function onVisibility(): void {
    if (page?.visibilityState === "hidden") clearTimeout(timer);
    else void look();
  }

  function stop(): void {
    if (isOver) return;
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
