import { expectList } from "../expectations/expectList.ts";
import { expectNewSession } from "../expectations/expectNewSession.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectSession } from "../expectations/expectSession.ts";
import { expectVerification } from "../expectations/expectVerification.ts";
import { verifySession } from "../requests/requests.ts";
import { ada, bob } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** Another user logs in while the second session is pending. */
export const otherUser: Group[] = [
  {
    needs: ["remembers", "two accounts"],
    steps: { "starts a session for another user": expectNewSession(bob.first) },
  },
  {
    needs: ["remembers", "two accounts"],
    needsCode: true,
    steps: {
      "refuses another user's pending code": expectRefusal("code", verifySession(bob.first, { code: ada.second })),
      "refuses another user's used code": expectRefusal("code", verifySession(bob.first, { code: ada.first })),
      "accepts the other user's own code": expectVerification(bob.first),
      "names the other user's session": expectSession(bob.first),
      "does not list the other user's session": expectList(ada.first, { excludes: [bob.first] }),
    },
  },
];
