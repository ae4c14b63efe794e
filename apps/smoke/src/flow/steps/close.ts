import { expectClosed } from "../expectations/expectClosed.ts";
import { expectList } from "../expectations/expectList.ts";
import { expectNewSession } from "../expectations/expectNewSession.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectSession } from "../expectations/expectSession.ts";
import { expectVerification } from "../expectations/expectVerification.ts";
import { closeSession, protectedRequests, verifySession } from "../requests/requests.ts";
import { ada, bob } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** A close ends one session and no other one, whichever session of the user asks for it. */
export const close: Group[] = [
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "closes the second session": expectClosed(ada.first, { session: ada.second }),
      "no longer lists the closed session": expectList(ada.first, { excludes: [ada.second] }),
      "refuses the bearer of the second session": Object.values(protectedRequests).map((request) =>
        expectRefusal("bearer", request(ada.second)),
      ),
      "refuses to close it again": expectRefusal("session", closeSession(ada.first, { session: ada.second })),
    },
  },
  {
    needs: ["remembers", "two accounts"],
    needsCode: true,
    steps: {
      "starts a second session for the other user": expectNewSession(bob.second),
      "refuses an empty code for it": expectRefusal("code", verifySession(bob.second, { code: "empty" })),
      "refuses a code whose first digit is wrong": expectRefusal(
        "code",
        verifySession(bob.second, { code: "a wrong first digit" }),
      ),
      "accepts the code of the other user's second session": expectVerification(bob.second),
      "closes the other user's session with its own bearer": expectClosed(bob.first, { session: bob.first }),
      "names the other user's second session after that": expectSession(bob.second),
      "closes the other user's second session with its own bearer": expectClosed(bob.second, { session: bob.second }),
    },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: { "still names the session": expectSession(ada.first) },
  },
];
