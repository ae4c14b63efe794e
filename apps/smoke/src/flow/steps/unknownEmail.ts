import { ada, stranger } from "../Actor.ts";
import { expectNewSession } from "../expectations/expectNewSession.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectUnverified } from "../expectations/expectUnverified.ts";
import { verifySession } from "../requests.ts";
import type { Group } from "../Step.ts";

/** No response reveals whether an email has an account. */
export const unknownEmail: Group[] = [
  {
    needs: ["remembers"],
    isOurDecision: true,
    steps: {
      "answers an email without an account alike": expectNewSession(stranger, { shapedLike: ada.first }),
      "does not show that session as verified": expectUnverified(stranger),
      "refuses any code for it": expectRefusal("code", verifySession(stranger, { code: "any" })),
    },
  },
];
