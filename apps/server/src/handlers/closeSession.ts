import type { Handlers } from "../http/Handlers.ts";
import { Refusal } from "../http/Refusal.ts";
import { acknowledged } from "./acknowledged.ts";
import type { Context } from "./Context.ts";

export function closeSession({ store, audit }: Context): Handlers["closeSession"] {
  return async ({ caller: { user }, params: { id }, ip, now }) => {
    if (!(await store.closeSession(id, user.userID, now))) throw new Refusal(404, "not found: no session with this id");
    audit({ event: "closed", sessionID: id, userID: user.userID, ip });
    return acknowledged;
  };
}
