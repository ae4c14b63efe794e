import { userAgent } from "../../http/userAgent.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectSession } from "../expectations/expectSession.ts";
import {
  type Caller,
  withAuthorization,
  withChangedBearer,
  withId,
  withoutBearer,
  withScheme,
  withUnknownBearer,
} from "../requests/Caller.ts";
import {
  appendCharacter,
  changeFirstCharacter,
  changeLastCharacter,
  dropLastCharacter,
  swapCase,
} from "../requests/changeBearer.ts";
import { checkSession, protectedRequests } from "../requests/requests.ts";
import { ada } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

const refuse = (caller: Caller) => expectRefusal("bearer", checkSession(caller));
const refuseAll = (caller: Caller) =>
  Object.values(protectedRequests).map((request) => expectRefusal("bearer", request(caller)));

/** Only the exact bearer opens a session, and it works with any User-Agent. */
export const bearers: Group[] = [
  {
    isInvalid: true,
    steps: { "refuses a call without a bearer": refuseAll(withoutBearer) },
  },
  {
    needs: ["remembers"],
    steps: {
      "refuses an unknown bearer": refuseAll(withUnknownBearer),
      "refuses a malformed bearer": refuse(withAuthorization("Bearer no bearer")),
    },
  },
  {
    isInvalid: true,
    steps: { "refuses another scheme": refuse(withAuthorization("Basic am9objpkb2U=")) },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    isInvalid: true,
    steps: {
      "refuses its bearer without the last character": refuse(withChangedBearer(ada.first, dropLastCharacter)),
      "refuses its bearer with another last character": refuse(withChangedBearer(ada.first, changeLastCharacter)),
      "refuses its bearer with one more character": refuse(withChangedBearer(ada.first, appendCharacter)),
      "refuses its bearer in the other case": refuse(withChangedBearer(ada.first, swapCase)),
      "refuses its bearer with another first character": refuse(withChangedBearer(ada.first, changeFirstCharacter)),
      "refuses its bearer under another scheme": refuse(withScheme(ada.first, "Basic")),
      "refuses its bearer without a scheme": refuse(withScheme(ada.first, "")),
    },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "refuses its sessionID as a bearer": refuse(withId(ada.first, "sessionID")),
      "refuses its verificationCodeID as a bearer": refuse(withId(ada.first, "verificationCodeID")),
    },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    isOurDecision: true,
    steps: {
      "names the session unchanged for another User-Agent": expectSession(ada.first, {
        headers: { "User-Agent": `${userAgent} (another)` },
      }),
    },
  },
];
