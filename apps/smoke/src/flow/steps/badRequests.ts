import { expectRefusal } from "../expectations/expectRefusal.ts";
import { expectSession } from "../expectations/expectSession.ts";
import { rawRequest } from "../requests/rawRequest.ts";
import { closeSession, verifyUnknownSession } from "../requests/requests.ts";
import { ada } from "../state/Actor.ts";
import type { Group } from "./Step.ts";

const tooLarge = JSON.stringify({ email: "x".repeat(5_000) });

/** A request that is wrong is refused, and changes nothing. */
export const badRequests: Group[] = [
  {
    isInvalid: true,
    steps: {
      "refuses malformed JSON": expectRefusal("request", rawRequest("createSession", { body: "{" })),
      "refuses another content type": expectRefusal(
        "request",
        rawRequest("createSession", { body: "{}", contentType: "text/plain" }),
      ),
      "refuses a body without email": expectRefusal("request", rawRequest("createSession", { body: "{}" })),
      "refuses an email that is a number": expectRefusal(
        "request",
        rawRequest("createSession", { body: '{"email":1}' }),
      ),
    },
  },
  {
    needs: ["remembers"],
    isOurDecision: true,
    isInvalid: true,
    steps: {
      "refuses too large a body": expectRefusal("request", rawRequest("createSession", { body: tooLarge })),
    },
  },
  {
    isInvalid: true,
    steps: { "refuses another method": expectRefusal("method", rawRequest("createSession", { method: "PATCH" })) },
  },
  {
    needs: ["remembers"],
    isOurDecision: true,
    isInvalid: true,
    steps: {
      "refuses DELETE of its path": expectRefusal(
        "method",
        rawRequest("checkSession", { caller: ada.first, method: "DELETE" }),
      ),
      "refuses POST of its path": [
        expectRefusal("method", rawRequest("getSessions", { caller: ada.first, method: "POST" })),
        expectRefusal("method", rawRequest("extendSession", { caller: ada.first, method: "POST" })),
      ],
      "refuses an unknown route": expectRefusal(
        "route",
        rawRequest("getSessions", { caller: ada.first, path: "/users" }),
      ),
    },
  },
  {
    isInvalid: true,
    steps: {
      "refuses malformed JSON": expectRefusal("request", rawRequest("verifySession", { body: "code" })),
      "refuses a body without code": expectRefusal(
        "request",
        rawRequest("verifySession", { body: '{"verificationCodeID":"x"}' }),
      ),
      "refuses a code that is a number": expectRefusal(
        "request",
        rawRequest("verifySession", { body: '{"verificationCodeID":"x","code":12345}' }),
      ),
    },
  },
  {
    needs: ["remembers"],
    steps: { "refuses an unknown verificationCodeID": expectRefusal("code", verifyUnknownSession()) },
  },
  {
    needs: ["remembers"],
    isOurDecision: true,
    isInvalid: true,
    steps: {
      "refuses too large a body": expectRefusal("request", rawRequest("extendSession", { body: tooLarge })),
      "refuses a malformed id": expectRefusal("request", rawRequest("closeSession", { parameter: "%zz" })),
    },
  },
  {
    needsCode: true,
    steps: { "refuses an unknown id": expectRefusal("session", closeSession(ada.first)) },
  },
  {
    needs: ["remembers"],
    needsCode: true,
    steps: { "still names the session after all of that": expectSession(ada.first) },
  },
];
