import { expectClosed } from "../expectations/expectClosed.ts";
import { expectRefusal } from "../expectations/expectRefusal.ts";
import { protectedRequests } from "../requests/requests.ts";
import { ada } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** A session closes itself, and its bearer opens nothing after that. */
export const logout: Group[] = [
  { needsCode: true, steps: { "closes the session": expectClosed(ada.first, { session: ada.first }) } },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: {
      "refuses the bearer of the closed session": Object.values(protectedRequests).map((request) =>
        expectRefusal("bearer", request(ada.first)),
      ),
    },
  },
];
