import { expectAccepted } from "../expectations/expectAccepted.ts";
import { expectList } from "../expectations/expectList.ts";
import { expectSession } from "../expectations/expectSession.ts";
import { extendSession } from "../requests/requests.ts";
import { ada } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** Extending one session leaves the other one unchanged. */
export const extend: Group[] = [
  {
    needsCode: true,
    inNextSecond: true,
    steps: { "acknowledges more time": expectAccepted(extendSession(ada.first)) },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "shows a later expiry": expectSession(ada.first, { expiry: "later" }),
      "lists the other expiry unmoved": expectList(ada.first, { includes: [ada.second], expiry: "unchanged" }),
    },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    isOurDecision: true,
    steps: { "shows the other expiry unmoved": expectSession(ada.second, { expiry: "unchanged" }) },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "lists both for the second bearer, its own as current": expectList(ada.second, { includes: [ada.first] }),
    },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    inNextSecond: true,
    steps: { "acknowledges more time for the second session": expectAccepted(extendSession(ada.second)) },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "shows a later expiry of the second session": expectSession(ada.second, { expiry: "later" }),
      "lists the first expiry unmoved": expectList(ada.second, { includes: [ada.first], expiry: "unchanged" }),
    },
  },
];
