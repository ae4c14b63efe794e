import { expectList } from "../expectations/expectList.ts";
import { expectNewSession } from "../expectations/expectNewSession.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { moreFields } from "../requests/moreFields.ts";
import { verifySession } from "../requests/requests.ts";
import { ada } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** The same user logs in a second time. */
export const secondSession: Group[] = [
  {
    needs: ["remembers"],
    needsCode: true,
    steps: { "starts a second session and ignores an unknown field": expectNewSession(ada.second, { moreFields }) },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    isOurDecision: true,
    steps: { "does not list the pending session": expectList(ada.first, { excludes: [ada.second] }) },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "refuses the used code of the first session": expectRefusal(
        "code",
        verifySession(ada.second, { code: ada.first }),
      ),
    },
  },
];
