import type { Handlers } from "../http/Handlers.ts";
import { acknowledged } from "./acknowledged.ts";
import { createBearerRefusal } from "./authenticate.ts";
import type { Context } from "./Context.ts";

export function extendSession({ store, rules, audit }: Context): Handlers["extendSession"] {
  return async ({ caller: { sessionID, createdAt, user }, ip, now }) => {
    const wanted = now + rules.sessionLifetimeSeconds * 1_000;
    const latest = createdAt + rules.sessionMaxAgeSeconds * 1_000;
    if (!(await store.extendSession(sessionID, Math.min(wanted, latest)))) throw createBearerRefusal();
    audit({ event: "extended", sessionID, userID: user.userID, ip });
    return acknowledged;
  };
}
