import { createSessionClient, type Session } from "../../src/index.ts";
import type { Target } from "./Target.ts";

interface Service extends Pick<Target, "url" | "passHour"> {
  /** Resolves to the code of the last login. */
  takeCode(): Promise<string>;
  stop(): Promise<void>;
}

/** The email of the user of a target. */
export const email = "john@doe.net";

/** Logs the user of a service in, and closes sessions without the page. */
export function createTarget({ url, passHour, takeCode, stop }: Service): Target {
  const sessions = new Map<string, Session>();
  return {
    url,
    passHour,
    async logIn(userAgent) {
      const pending = await createSessionClient({ baseUrl: url, userAgent }).login(email);
      const session = await pending.verify(await takeCode());
      sessions.set(pending.sessionID, session);
      return { bearer: session.exportBearer(), sessionID: pending.sessionID };
    },
    close: async (sessionID) => sessions.get(sessionID)?.close(),
    isOpen: async (sessionID) => {
      const check = sessions
        .get(sessionID)
        ?.check()
        .then(Boolean, () => false);
      return (await check) ?? false;
    },
    [Symbol.asyncDispose]: stop,
  };
}
