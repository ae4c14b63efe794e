import type { Handlers } from "../http/Handlers.ts";
import type { Context } from "./Context.ts";

export function getSessions({ store }: Context): Handlers["getSessions"] {
  return async ({ caller, now }) => {
    const stored = await store.listSessions(caller.user.userID, now);
    const sessions = stored.map(({ sessionID, ip, userAgent, expireAt }) => ({
      sessionID,
      ip,
      userAgent,
      expireAt: Math.floor(expireAt / 1_000),
      current: sessionID === caller.sessionID,
    }));
    return { status: 200, body: { sessions } };
  };
}
