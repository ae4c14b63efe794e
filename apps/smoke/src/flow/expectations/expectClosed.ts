import type { Actor } from "../Actor.ts";
import { closeSession } from "../requests.ts";
import type { Check } from "../Step.ts";
import { expectAccepted } from "./expectAccepted.ts";

/** Expects that the actor can close the session. */
export function expectClosed(actor: Actor, { session }: { session: Actor }): Check {
  return expectAccepted(closeSession(actor, { session }), (flow) => {
    flow.session(session).state = "closed";
  });
}
