import type { SessionEvent } from "../events/SessionEvent.ts";
import type { Validate } from "../validate/Validate.ts";

/**
 * The options of a client.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionClientOptions } from "@session-api/client";
 *
 * const options: SessionClientOptions = {
 *   userAgent: "my-app/1.0",
 *   timeoutMs: { perTry: 2_000, overall: 5_000 },
 *   retry: { maxAttempts: 2 },
 * };
 * const pending = await createSessionClient(options).login("john@doe.net");
 * console.log(pending.userAgent);
 * ```
 */
export interface SessionClientOptions {
  /** The URL of the API with its path. The live service by default. */
  baseUrl?: string | undefined;
  /** Sends a request. The global `fetch` by default, which is read at each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** The time limits of one attempt and of all attempts of a call, in milliseconds. 10,000 and 30,000 by default. */
  timeoutMs?: { perTry?: number | undefined; overall?: number | undefined } | undefined;
  /** The highest number of attempts of a call that may be retried. 3 by default. `false` means a single attempt. */
  retry?: { maxAttempts: number } | false | undefined;
  /**
   * The `User-Agent` of every request, which users see in the list of their sessions. The runtime's own by default.
   * Chromium ignores it and sends that of the browser.
   */
  userAgent?: string | undefined;
  /** Headers for every request. */
  headers?: Record<string, string> | undefined;
  /** Checks every response, for example `reportViolations` of `@session-api/client/validate`. No check by default. */
  validate?: Validate | undefined;
  /**
   * Called for every request, response, failure and retry, and when `keepAlive` extends or loses a session. Events
   * contain no secrets. An error that it throws is reported as uncaught, and does not change the call.
   */
  onEvent?: ((event: SessionEvent) => void) | undefined;
}
