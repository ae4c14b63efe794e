import type { CreatedSession } from "@session-api/types";
import type { SessionApi } from "./createApi.ts";
import { demand } from "./demand.ts";
import { isBearer } from "./isBearer.ts";
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
   * Sends the code from the mail and resolves to the session. A code is not sent again: when the answer is lost, the
   * service is asked whether it was accepted, and who calls with the same code meanwhile gets the same session.
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
  open(bearer: string, sessionID: string): Session;
  email: string;
}

export async function logIn(login: Login, options: CallOptions = {}): Promise<PendingLogin> {
  const { api, open, email } = login;
  const { data, response } = await api.POST("/session", { body: { email }, ...options });
  // `demand` turns what is missing at run time into an error.
  const { bearer, verificationCodeID, sessionID, expireAt, ip, userAgent } = (data ?? {}) as CreatedSession;
  demand(isBearer(bearer) && typeof verificationCodeID === "string", "createSession", response);
  const verifying = new Map<string, Promise<Session>>();

  async function verify(code: string, options: CallOptions): Promise<Session> {
    const session = open(bearer, sessionID);
    try {
      await api.PUT("/session/verification", { body: { verificationCodeID, code }, ...options });
    } catch (error) {
      if (!isLost(error) || !(await isVerified(session, options))) throw error;
    }
    return session;
  }

  return {
    sessionID,
    expireAt,
    ip,
    userAgent,
    verify(code, options = {}) {
      const flight = verifying.get(code) ?? verify(code, options).finally(() => verifying.delete(code));
      verifying.set(code, flight);
      return flight;
    },
    resend: (options) => logIn(login, options),
  };
}

/** Whether the service may have done what it was asked, although nobody heard of it. */
function isLost(error: unknown): boolean {
  if (!isSessionError(error)) return false;
  const { kind, status = 0 } = error;
  return kind === "network" || kind === "timeout" || kind === "malformed" || status >= 502;
}

async function isVerified(session: Session, options: CallOptions): Promise<boolean> {
  const checked = await session.check(options).catch(() => undefined);
  return checked?.verified ?? false;
}
