import { expectList } from "../expectations/expectList.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectSession } from "../expectations/expectSession.ts";
import { closeSession } from "../requests/requests.ts";
import { ada, bob } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** The two users neither see nor close each other's sessions. */
export const isolation: Group[] = [
  {
    needs: ["remembers", "two accounts"],
    needsCode: true,
    steps: {
      "does not list the first user's sessions for the other user": expectList(bob.first, {
        excludes: [ada.first, ada.second],
      }),
      "refuses to close the other user's session": expectRefusal(
        "session",
        closeSession(ada.first, { session: bob.first }),
      ),
      "still names the other user's session": expectSession(bob.first),
      "refuses to let the other user close the first user's session": expectRefusal(
        "session",
        closeSession(bob.first, { session: ada.first }),
      ),
    },
  },
];
