import { closeSession } from "../requests/requests.ts";
import type { Actor } from "../state/Actor.ts";
import type { Check } from "./Check.ts";
import { expectAccepted } from "./expectAccepted.ts";

/** Expects that the actor can close the session. */
export function expectClosed(actor: Actor, { session }: { session: Actor }): Check {
  return expectAccepted(closeSession(actor, { session }), (flow) => {
    flow.session(session).state = "closed";
  });
}
