import { expectRefusal } from "../expectations/expectRefusal.ts";
import { type ApiRequest, createSession, verifyUnknownSession } from "../requests/requests.ts";
import { stranger } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

/** The server allows only so many requests in a minute. */
export const limits: Group[] = [
  {
    needs: ["remembers", "limits"],
    isOurDecision: true,
    steps: {
      "answers 429 to a second code in a minute": expectRefusal("too many", createSession(stranger)),
      "answers 429 before the 31st try of a minute": expectRefusal("too many", repeat(verifyUnknownSession(), 31)),
    },
  },
];

/** Sends a request until it is refused for another reason than its code, at most so many times. */
function repeat({ operation, send }: ApiRequest, times: number): ApiRequest {
  return {
    operation,
    async send(flow) {
      for (let sent = 1; sent < times; sent++) {
        await send(flow).catch(() => undefined);
        if (flow.last.exchange?.status !== 401) break;
      }
      return send(flow);
    },
  };
}
