import type { CreatedSession } from "@session-api/types";
import { isSessionError } from "../errors/SessionError.ts";
import type { SessionApi } from "../http/createApi.ts";
import { assertUsable } from "./assertUsable.ts";
import type { CallOptions } from "./CallOptions.ts";
import { isBearer } from "./isBearer.ts";
import type { PendingLogin } from "./PendingLogin.ts";
import type { Session } from "./Session.ts";

interface Login {
  api: SessionApi;
  open(bearer: string, sessionID: string): Session;
  email: string;
}

export async function logIn(login: Login, options: CallOptions = {}): Promise<PendingLogin> {
  const { api, open, email } = login;
  const { data, response } = await api.POST("/session", { body: { email }, ...options });
  // `assertUsable` rejects a body that lacks a field.
  const { bearer, verificationCodeID, sessionID, expireAt, ip, userAgent } = (data ?? {}) as CreatedSession;
  assertUsable(isBearer(bearer) && typeof verificationCodeID === "string", "createSession", response);
  const verifications = new Map<string, Promise<Session>>();

  async function verify(code: string, options: CallOptions): Promise<Session> {
    const session = open(bearer, sessionID);
    try {
      await api.PUT("/session/verification", { body: { verificationCodeID, code }, ...options });
    } catch (error) {
      if (!mayHaveSucceeded(error) || !(await isVerified(session, options))) throw error;
    }
    return session;
  }

  return {
    sessionID,
    expireAt,
    ip,
    userAgent,
    verify(code, options = {}) {
      const verification = verifications.get(code) ?? verify(code, options).finally(() => verifications.delete(code));
      verifications.set(code, verification);
      return verification;
    },
    resend: (options) => logIn(login, options),
  };
}

/** Returns whether the service may have accepted the code, although the call failed. */
function mayHaveSucceeded(error: unknown): boolean {
  if (!isSessionError(error)) return false;
  const { kind, status = 0 } = error;
  return kind === "network" || kind === "timeout" || kind === "malformed" || status >= 502;
}

async function isVerified(session: Session, options: CallOptions): Promise<boolean> {
  const checked = await session.check(options).catch(() => undefined);
  return checked?.verified ?? false;
}
