import type { CheckedSession } from "@session-api/types";
import type { LostReason } from "./events.ts";
import { observe } from "./observe.ts";
import { isSessionError } from "./SessionError.ts";
import { longestTimerMs } from "./send.ts";

const shortestPauseMs = 30_000;
const defaultLeadMs = 5 * 60_000;
/** What a service answers that may answer otherwise in a while. */
const passingRefusals = [408, 429];

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
  /** How long before the expiry to extend, in milliseconds. Five minutes by default, at most half of what is left. */
  leadMs?: number | undefined;
  /** Stops it. */
  signal?: AbortSignal | undefined;
  /** Is told each new expiry, in Unix seconds. What it throws is reported as uncaught. */
  onExtended?: ((expireAt: number) => void) | undefined;
  /** Is told once that the session is over, and why. What it throws is reported as uncaught. */
  onLost?: ((lost: { reason: LostReason; error?: unknown }) => void) | undefined;
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
  /** Reads the expiry. */
  look(): Promise<CheckedSession>;
  extend(): Promise<number>;
  /** When the session was last told to be extended, by whomever. */
  lastExtendAt(): number;
  /** How far the service's clock is ahead. */
  skewMs(): number;
  emitLost(reason: LostReason): void;
  options: KeepAliveOptions;
}

/** Extends a session whenever its expiry comes near, by the service's clock, and never more often than every 30 s. */
export function startKeepAlive({ look, extend, lastExtendAt, skewMs, emitLost, options }: Keeping): KeepAlive {
  const { leadMs = defaultLeadMs, signal, onExtended, onLost } = options;
  if (!(leadMs > 0)) throw new RangeError("leadMs must be a number above 0");
  const page = globalThis.document as ({ visibilityState: string } & EventTarget) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let isAtLimit = false;
  let expireAt = 0;

  const leftMs = () => expireAt * 1_000 - (Date.now() + skewMs());
  const sinceExtendMs = () => Date.now() - lastExtendAt();

  function schedule(delayMs: number, act: () => Promise<void> | void): void {
    clearTimeout(timer);
    if (page?.visibilityState === "hidden") return;
    timer = setTimeout(() => void act(), Math.max(delayMs, 0));
    // A timer must not keep a program alive that has nothing else to do. Browsers have numbers for timers.
    timer.unref?.();
  }

  /** Waits until the lead begins, but for a random part of it, so that many clients do not all come at once. */
  function plan(): void {
    const lead = Math.min(leadMs, leftMs() / 2) * (0.75 + Math.random() / 4);
    const toLeadMs = Math.max(leftMs() - lead, shortestPauseMs - sinceExtendMs());
    // What seems to be the limit is tried once more at the expiry: by then it may have moved, or our clock be wrong.
    const pauseMs = isAtLimit ? (leftMs() > 0 ? leftMs() : shortestPauseMs) : toLeadMs;
    if (pauseMs > longestTimerMs) schedule(longestTimerMs, plan);
    else schedule(pauseMs, extendOnce);
  }

  async function extendOnce(): Promise<void> {
    // Somebody else was faster.
    if (sinceExtendMs() < shortestPauseMs) return lookOnce();
    const before = expireAt;
    try {
      expireAt = await extend();
    } catch (error) {
      return afterFailure(error);
    }
    if (isOver) return;
    isAtLimit = expireAt <= before;
    if (!isAtLimit) observe(onExtended, expireAt);
    plan();
  }

  /** At the start, after a failure, and when a page wakes up after who knows how long. */
  async function lookOnce(): Promise<void> {
    let checked: CheckedSession;
    try {
      checked = await look();
    } catch (error) {
      return afterFailure(error);
    }
    if (isOver) return;
    if (!checked.verified) return lose("ended");
    isAtLimit &&= checked.expireAt <= expireAt;
    expireAt = checked.expireAt;
    plan();
  }

  function afterFailure(error: unknown): void {
    if (isOver) return;
    const { status = 0, retryAfterMs = 0 } = isSessionError(error) ? error : {};
    const isRefused = status >= 400 && status < 500 && !passingRefusals.includes(status);
    const isExpired = expireAt > 0 && leftMs() <= 0;
    if (isExpired) lose(isAtLimit ? "limit" : "expired", error);
    else if (isRefused) lose("ended", error);
    else schedule(Math.max(shortestPauseMs, retryAfterMs), lookOnce);
  }

  function lose(reason: LostReason, error?: unknown): void {
    stop();
    emitLost(reason);
    observe(onLost, { reason, ...(error !== undefined && { error }) });
  }

  function onVisibility(): void {
    if (page?.visibilityState === "hidden") clearTimeout(timer);
    else void lookOnce();
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
  else void lookOnce();
  return { stop };
}
