import type { CheckedSession } from "@session-api/types";
import { isSessionError } from "../errors/SessionError.ts";
import { notify } from "../events/notify.ts";
import type { LostReason } from "../events/SessionEvent.ts";
import { longestTimerMs } from "../http/longestTimerMs.ts";
import { checkOptions, type OptionCheck } from "../options/checkOptions.ts";
import { abortSignal, callback, positiveNumber } from "../options/optionChecks.ts";
import type { KeepAlive, KeepAliveOptions } from "./KeepAlive.ts";

const shortestPauseMs = 30_000;
const defaultLeadMs = 5 * 60_000;
/** After these refusals, a later request may succeed. */
const passingRefusals = [408, 429];

interface KeepAliveSession {
  check(): Promise<CheckedSession>;
  extend(): Promise<number>;
  /** The time of the last request to extend the session, from any caller. */
  lastExtendAt(): number;
  /** How far the clock of the service is ahead. */
  skewMs(): number;
  emitLost(reason: LostReason): void;
  options: KeepAliveOptions;
}

const known: Record<keyof KeepAliveOptions, OptionCheck> = {
  leadMs: positiveNumber,
  signal: abortSignal,
  onExtended: callback,
  onLost: callback,
};

/** Extends a session whenever its expiry comes near by the clock of the service, at most once in 30 seconds. */
export function startKeepAlive(session: KeepAliveSession): KeepAlive {
  const { check, extend, lastExtendAt, skewMs, emitLost, options } = session;
  const { leadMs = defaultLeadMs, signal, onExtended, onLost } = options;
  checkOptions("keepAlive", options, known);
  const page = globalThis.document as ({ visibilityState: string } & EventTarget) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let isAtLimit = false;
  let expireAt = 0;

  const remainingMs = () => expireAt * 1_000 - (Date.now() + skewMs());
  const sinceExtendMs = () => Date.now() - lastExtendAt();

  function schedule(delayMs: number, act: () => Promise<void> | void): void {
    clearTimeout(timer);
    if (page?.visibilityState === "hidden") return;
    timer = setTimeout(() => void act(), Math.max(delayMs, 0));
    // The timer must not keep a Node process running. In browsers, a timer is a number without `unref`.
    timer.unref?.();
  }

  /** Schedules the next extension at the start of the lead, plus a random delay that spreads the load of many clients. */
  function scheduleExtension(): void {
    const lead = Math.min(leadMs, remainingMs() / 2) * (0.75 + Math.random() / 4);
    const untilLeadMs = Math.max(remainingMs() - lead, shortestPauseMs - sinceExtendMs());
    // At the limit, one more extension follows at the expiry: the limit may have moved, or our clock may be wrong.
    const pauseMs = isAtLimit ? (remainingMs() > 0 ? remainingMs() : shortestPauseMs) : untilLeadMs;
    if (pauseMs > longestTimerMs) schedule(longestTimerMs, scheduleExtension);
    else schedule(pauseMs, extendOnce);
  }

  async function extendOnce(): Promise<void> {
    // Another caller has just extended the session.
    if (sinceExtendMs() < shortestPauseMs) return checkOnce();
    const before = expireAt;
    try {
      expireAt = await extend();
    } catch (error) {
      return handleFailure(error);
    }
    if (isOver) return;
    isAtLimit = expireAt <= before;
    if (!isAtLimit) notify(onExtended, expireAt);
    scheduleExtension();
  }

  /** Reads the expiry at the start, after a failure, and when a hidden page is shown again. */
  async function checkOnce(): Promise<void> {
    let checked: CheckedSession;
    try {
      checked = await check();
    } catch (error) {
      return handleFailure(error);
    }
    if (isOver) return;
    if (!checked.verified) return lose("ended");
    isAtLimit &&= checked.expireAt <= expireAt;
    expireAt = checked.expireAt;
    scheduleExtension();
  }

  function handleFailure(error: unknown): void {
    if (isOver) return;
    const { status = 0, retryAfterMs = 0 } = isSessionError(error) ? error : {};
    const isRefused = status >= 400 && status < 500 && !passingRefusals.includes(status);
    const isExpired = expireAt > 0 && remainingMs() <= 0;
    if (isExpired) lose(isAtLimit ? "limit" : "expired", error);
    else if (isRefused) lose("ended", error);
    else schedule(Math.max(shortestPauseMs, retryAfterMs), checkOnce);
  }

  function lose(reason: LostReason, error?: unknown): void {
    stop();
    emitLost(reason);
    notify(onLost, { reason, error });
  }

  function onVisibilityChange(): void {
    if (page?.visibilityState === "hidden") clearTimeout(timer);
    else void checkOnce();
  }

  function stop(): void {
    isOver = true;
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    page?.removeEventListener("visibilitychange", onVisibilityChange);
  }

  signal?.addEventListener("abort", stop);
  page?.addEventListener("visibilitychange", onVisibilityChange);
  if (signal?.aborted) stop();
  else void checkOnce();
  return { stop };
}
