import { expectNewSession } from "../expectations/expectNewSession.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectUnverified } from "../expectations/expectUnverified.ts";
import { verifySession } from "../requests/requests.ts";
import { ada, stranger } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** No response reveals whether an email has an account. */
export const unknownEmail: Group[] = [
  {
    needs: ["remembers"],
    isOurDecision: true,
    steps: {
      "answers an email without an account in the same way": expectNewSession(stranger, { shapedLike: ada.first }),
      "does not show that session as verified": expectUnverified(stranger),
      "refuses any code for it": expectRefusal("code", verifySession(stranger, { code: "any" })),
    },
  },
];
