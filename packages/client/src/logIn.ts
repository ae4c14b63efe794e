import type { CreatedSession } from "@session-api/types";
import type { SessionApi } from "./createApi.ts";
import type { CallOptions, Session } from "./openSession.ts";
import { isSessionError } from "./SessionError.ts";

/**
 * A login that waits for its code. Its bearer opens nothing, so it has none to give.
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
   * Sends the code from the mail and resolves to the session. A code is never sent twice: when the answer is lost,
   * the service is asked whether it was accepted.
   *
   * Rejects with a `SessionError`: of kind `api` when the code was refused.
   */
  verify(code: string, options?: CallOptions): Promise<Session>;
  /**
   * Asks for another code. That is a new session with a new code; this login stays valid until it expires. A 429
   * carries `retryAfterMs`.
   */
  resend(options?: CallOptions): Promise<PendingLogin>;
}

interface Login {
  api: SessionApi;
  resume(bearer: string): Session;
  email: string;
}

export async function logIn(login: Login, options: CallOptions = {}): Promise<PendingLogin> {
  const { api, resume, email } = login;
  const { data } = await api.POST("/session", { body: { email }, ...options });
  // A 200 without a body has been refused as malformed.
  const { bearer, verificationCodeID, sessionID, expireAt, ip, userAgent } = data as CreatedSession;
  return {
    sessionID,
    expireAt,
    ip,
    userAgent,
    async verify(code, options = {}) {
      const session = resume(bearer);
      try {
        await api.PUT("/session/verification", { body: { verificationCodeID, code }, ...options });
      } catch (error) {
        if (!isLost(error) || !(await isVerified(session, options))) throw error;
      }
      return session;
    },
    resend: (options) => logIn(login, options),
  };
}

/** Whether the service may have done what it was asked, although nobody heard of it. */
function isLost(error: unknown): boolean {
  if (!isSessionError(error)) return false;
  const { kind, status = 0 } = error;
  return kind === "network" || kind === "timeout" || status >= 502;
}

async function isVerified(session: Session, options: CallOptions): Promise<boolean> {
  const checked = await session.check(options).catch(() => undefined);
  return checked?.verified ?? false;
}
