import { expectList } from "../expectations/expectList.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectSession } from "../expectations/expectSession.ts";
import { expectUnverified } from "../expectations/expectUnverified.ts";
import { expectVerification } from "../expectations/expectVerification.ts";
import { moreFields } from "../requests/moreFields.ts";
import { closeSession, getSessions, verifySession } from "../requests/requests.ts";
import { ada } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** No other login has verified the second session. Its own code does. */
export const verifySecond: Group[] = [
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "does not show the second session as verified": expectUnverified(ada.second),
      "refuses its pending bearer": expectRefusal("pending bearer", getSessions(ada.second)),
      "refuses to close the first session with its bearer": expectRefusal(
        "pending bearer",
        closeSession(ada.second, { session: ada.first }),
      ),
      "refuses its code with a zero before it": expectRefusal(
        "code",
        verifySession(ada.second, { code: "a zero before it" }),
      ),
      "accepts the code and ignores an unknown field": expectVerification(ada.second, { moreFields }),
      "names the second session": expectSession(ada.second),
      "lists both, the bearer's own as current": expectList(ada.first, { includes: [ada.second] }),
    },
  },
];
