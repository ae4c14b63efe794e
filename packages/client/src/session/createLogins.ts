import type { CreatedSession } from "@session-api/types";
import { createUsageError } from "../errors/UsageError.ts";
import type { Calls } from "../http/Calls.ts";
import type { Transport } from "../http/Transport.ts";
import { assertUsable } from "./assertUsable.ts";
import type { CallOptions } from "./CallOptions.ts";
import { checkCallOptions } from "./checkCallOptions.ts";
import { isBearer } from "./isBearer.ts";
import { openPending } from "./openPending.ts";
import type { PendingLogin } from "./PendingLogin.ts";
import type { Pending } from "./pendingText.ts";
import type { Session } from "./Session.ts";

interface Logins {
  /** Starts a login. */
  logIn(email: string, options?: CallOptions): Promise<PendingLogin>;
  /** Continues one that was stored. */
  resume(pending: Pending): PendingLogin;
}

interface LoginSettings {
  transport: Transport;
  api: Calls;
  open(bearer: string, sessionID: string): Session;
}

export function createLogins({ transport, api, open }: LoginSettings): Logins {
  const openLogin = (pending: Pending, isResumed: boolean) =>
    openPending({ isResumed, api, open, resend: (options) => logins.logIn(pending.email, options) }, pending);
  const logins: Logins = {
    async logIn(email, options) {
      if (typeof email !== "string" || email === "")
        throw createUsageError("ERR_ARGUMENT_INVALID", "login needs the email address as a string");
      const checked = checkCallOptions("login", options);
      const { data, response } = await api.POST("/session", { body: { email }, ...checked });
      // `assertUsable` rejects a body that lacks a field.
      const created = (data ?? {}) as CreatedSession;
      const isUsable = isBearer(created.bearer) && typeof created.verificationCodeID === "string";
      assertUsable(isUsable, "createSession", response);
      return openLogin({ ...created, email, skewMs: transport.skewMs }, false);
    },
    resume: (pending) => openLogin(pending, true),
  };
  return logins;
}
