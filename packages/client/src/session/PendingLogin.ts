import type { CreatedSession } from "@session-api/types";
import type { CallOptions } from "./CallOptions.ts";
import type { Session } from "./Session.ts";

/**
 * A login that waits for its code. Its bearer is not active yet, so only `exportPending` contains it.
 *
 * @example
 * ```ts
 * import { createSessionClient, type PendingLogin } from "@session-api/client";
 *
 * const first: PendingLogin = await createSessionClient().login("john@doe.net");
 * const second = await first.resend();
 * await using session = await second.verify("012345");
 * console.log(new Date(first.expireAt * 1_000), (await session.check()).alias);
 * ```
 */
export interface PendingLogin extends Pick<CreatedSession, "sessionID" | "expireAt" | "ip" | "userAgent"> {
  /**
   * Sends the code from the mail and resolves to the session. Never retries: when no response arrives, it asks the service
   * whether the session is verified. A resumed login also asks after a refusal, because a form may be sent twice. Calls
   * with the same code share one session.
   *
   * Rejects with a `SessionError`, of kind `api` when the service refused the code.
   */
  verify(code: string, options?: CallOptions): Promise<Session>;
  /**
   * Requests another code, which belongs to a new pending login. This login stays valid until it expires. Rejects with a
   * `SessionError`. A 429 carries `retryAfterMs`.
   */
  resend(options?: CallOptions): Promise<PendingLogin>;
  /**
   * Returns this login as one opaque text, which `client.resumeLogin` takes later, for example in the next HTTP request.
   *
   * The text contains the email address and the bearer. The bearer opens the session as soon as the code is verified, so
   * keep the text as secret as a bearer, and delete it after the verification.
   */
  exportPending(): string;
}
