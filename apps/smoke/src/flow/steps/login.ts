import { expectList } from "../expectations/expectList.ts";
import { expectNewSession } from "../expectations/expectNewSession.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectSession } from "../expectations/expectSession.ts";
import { expectUnverified } from "../expectations/expectUnverified.ts";
import { expectVerification } from "../expectations/expectVerification.ts";
import { closeSession, protectedRequests, verifySession } from "../requests/requests.ts";
import { ada } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

// A server may show a pending session to `checkSession`, and `closeSession` needs the id of a session.
const { checkSession: _check, closeSession: _close, ...otherRequests } = protectedRequests;
const pendingRequests = [
  ...Object.values(otherRequests).map((request) => request(ada.first)),
  closeSession(ada.first, { session: ada.first }),
];

/** A session is pending until its code is sent back. */
export const login: Group[] = [
  { steps: { "starts a pending session and mails a code": expectNewSession(ada.first) } },
  {
    needs: ["remembers"],
    steps: {
      "does not show the pending session as verified": expectUnverified(ada.first),
      "refuses the pending bearer": pendingRequests.map((request) => expectRefusal("pending bearer", request)),
    },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "refuses a code whose last digit is wrong": expectRefusal(
        "code",
        verifySession(ada.first, { code: "a wrong last digit" }),
      ),
      "refuses the code with one more digit": expectRefusal(
        "code",
        verifySession(ada.first, { code: "one more digit" }),
      ),
    },
  },
  { needsCode: true, steps: { "accepts the code from the mail": expectVerification(ada.first) } },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "refuses the same code a second time": expectRefusal("code", verifySession(ada.first)),
      "refuses a wrong code after it": expectRefusal("code", verifySession(ada.first, { code: "a wrong first digit" })),
    },
  },
  {
    needsCode: true,
    steps: {
      "names the session and its user, verified": expectSession(ada.first),
      "lists the session as the only current one": expectList(ada.first),
    },
  },
];
