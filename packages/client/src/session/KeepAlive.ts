import type { LostReason } from "../events/SessionEvent.ts";

/**
 * The options of `keepAlive`. An error that a callback throws is reported as uncaught.
 *
 * @example
 * ```ts
 * import { createSessionClient, type KeepAliveOptions } from "@session-api/client";
 *
 * const options: KeepAliveOptions = {
 *   leadMs: 60_000,
 *   onExtended: (expireAt) => console.log("extended until", new Date(expireAt * 1_000)),
 *   onLost: ({ reason }) => console.log("log in again:", reason),
 * };
 * createSessionClient().resume(process.env.SESSION_BEARER ?? "").keepAlive(options);
 * ```
 */
export interface KeepAliveOptions {
  /**
   * The time before the expiry at which to extend, in milliseconds. Five minutes by default, and at most half of the
   * remaining time.
   */
  leadMs?: number | undefined;
  /** Stops extending when it aborts. */
  signal?: AbortSignal | undefined;
  /** Called after each extension with the new expiry, in Unix seconds. */
  onExtended?: ((expireAt: number) => void) | undefined;
  /** Called once, when the session is lost. */
  onLost?: ((lost: { reason: LostReason; error?: unknown }) => void) | undefined;
}

/**
 * Extends a session in the background.
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
  /** Stops extending. The session itself stays valid until it expires. */
  stop(): void;
}
