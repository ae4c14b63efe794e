import { isSessionError } from "../errors/SessionError.ts";
import { createUsageError } from "../errors/UsageError.ts";
import type { Calls } from "../http/Calls.ts";
import type { CallOptions } from "./CallOptions.ts";
import { checkCallOptions } from "./checkCallOptions.ts";
import type { PendingLogin } from "./PendingLogin.ts";
import { formatPending, type Pending } from "./pendingText.ts";
import type { Session } from "./Session.ts";

interface OpenPending {
  /** Another HTTP request may have sent the same code. */
  isResumed: boolean;
  api: Calls;
  open(bearer: string, sessionID: string): Session;
  resend(options?: CallOptions): Promise<PendingLogin>;
}

/** Makes the methods of a pending login, from a response or from a stored text. */
export function openPending({ isResumed, api, open, resend }: OpenPending, pending: Pending): PendingLogin {
  const { bearer, verificationCodeID, sessionID, expireAt, ip, userAgent } = pending;
  const verifications = new Map<string, Promise<Session>>();

  async function verify(code: string, options: CallOptions): Promise<Session> {
    const session = open(bearer, sessionID);
    try {
      await api.PUT("/session/verification", { body: { verificationCodeID, code }, ...options });
    } catch (error) {
      if (!mayBeVerified(error, isResumed) || !(await isVerified(session, options))) throw error;
    }
    return session;
  }

  return {
    sessionID,
    expireAt,
    ip,
    userAgent,
    async verify(code, options) {
      if (typeof code !== "string" || code === "") {
        const why = code === "" ? "a code that is not empty" : "the code as a string, because it may begin with 0";
        throw createUsageError("ERR_ARGUMENT_INVALID", `verify needs ${why}`);
      }
      const checked = checkCallOptions("verify", options);
      const verification = verifications.get(code) ?? verify(code, checked);
      verifications.set(code, verification);
      // A code that was refused may be tried again.
      verification.catch(() => verifications.delete(code));
      return verification;
    },
    resend,
    exportPending: () => formatPending(pending),
  };
}

/** Returns whether the service may have accepted the code, in this call or an earlier one, although the call failed. */
function mayBeVerified(error: unknown, isResumed: boolean): boolean {
  if (!isSessionError(error)) return false;
  const { kind, status = 0 } = error;
  if (isResumed && status >= 400 && status < 429) return true;
  return kind === "network" || kind === "timeout" || kind === "malformed" || status >= 502;
}

async function isVerified(session: Session, options: CallOptions): Promise<boolean> {
  const checked = await session.check(options).catch(() => undefined);
  return checked?.verified ?? false;
}
