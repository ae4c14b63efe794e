import { checkSession } from "../requests/requests.ts";
import type { Actor } from "../state/Actor.ts";
import type { Check } from "./Check.ts";
import { expectRefusal } from "./expectRefusal.ts";

/** Expects that the bearer of a pending session is refused. Another server may also show the session as unverified. */
export function expectUnverified(actor: Actor): Check {
  const { operation, send } = checkSession(actor);
  return {
    operation,
    async run(flow) {
      const response = send(flow);
      const isShown = await response.then(
        ({ data }) => data?.verified === false,
        () => false,
      );
      if (isShown && !flow.target.isStrict) return;
      await expectRefusal("pending bearer", { operation, send: () => response }).run(flow);
    },
  };
}
