import type { operations } from "@session-api/client";
import type { Flow } from "./createFlow.ts";

/** Which of the run's sessions. */
export type Who = "mine" | "second" | "theirs" | "theirSecond" | "unknown";

/** Sends one request. Rejects unless it is answered with 200 or 202. */
export type Call = (flow: Flow) => Promise<{ data?: unknown }>;

const otherDigit = (right: string) => (right === "0" ? "1" : "0");

/** What is nearly the right code, by how it differs. */
const wrongCodes = {
  "wrong first digit": (right: string) => right.replace(/^./, otherDigit),
  "wrong last digit": (right: string) => right.replace(/.$/, otherDigit),
  "a digit more": (right: string) => `${right}0`,
  "a zero before": (right: string) => `0${right}`,
  nothing: () => "",
};

type WrongCode = keyof typeof wrongCodes;

/** What a newer version of the API may know. */
type MoreFields = Record<string, unknown>;

export const createSession =
  (who: Who, more: MoreFields = {}) =>
  (flow: Flow) =>
    flow.anonymous.POST("/session", { body: { email: flow[who].email, ...more } });

export const checkSession =
  (who: Who, headers: Record<string, string> = {}) =>
  (flow: Flow) =>
    flow.as(who).GET("/session", { headers });

export const getSessions = (who: Who) => (flow: Flow) => flow.as(who).GET("/sessions");

export const extendSession = (who: Who, body?: string) => (flow: Flow) =>
  flow.as(who).PUT("/session/extend", body === undefined ? {} : { body: body as never, bodySerializer: () => body });

/** Closes the session `whose` with the bearer of `who`. An unknown one where nobody's is named. */
export const closeSession = (who: Who, whose?: Who) => (flow: Flow) => {
  const id = whose ? flow[whose].sessionID : unknownLike(flow[who].sessionID);
  // A mock knows no id, so it has to be asked to refuse one.
  const isAsked = whose === undefined && flow.target.abilities.includes("Prefer");
  const headers = isAsked ? { Prefer: "code=404" } : {};
  return flow.as(who).DELETE("/session/{id}", { params: { path: { id } }, headers });
};

/** Sends back the code of a session: its own, a wrong one, or that of another session. */
export const verifySession =
  (who: Who, code: WrongCode | Who, more: MoreFields = {}) =>
  (flow: Flow) => {
    const { verificationCodeID } = flow[who];
    return flow.anonymous.PUT("/session/verification", {
      body: { verificationCodeID, code: codeFor(flow, who, code), ...more },
    });
  };

export const verifyUnknown: Call = ({ anonymous }) =>
  anonymous.PUT("/session/verification", { body: { verificationCodeID: crypto.randomUUID(), code: "012345" } });

export type ProtectedOperation = Exclude<keyof operations, "createSession" | "verifySession">;

/** Calls an operation with whatever stands in `authorization`. */
export const callWith =
  (operation: ProtectedOperation, authorization?: string): Call =>
  ({ anonymous: api }) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    if (operation === "checkSession") return api.GET("/session", { headers });
    if (operation === "getSessions") return api.GET("/sessions", { headers });
    if (operation === "extendSession") return api.PUT("/session/extend", { headers });
    return api.DELETE("/session/{id}", { headers, params: { path: { id: crypto.randomUUID() } } });
  };

/** Checks a session with what `change` makes of its bearer, as the whole of `Authorization`. */
export const checkWith =
  (who: Who, change: (bearer: string) => string): Call =>
  (flow) => {
    const authorization = change(flow[who].bearer);
    // What differs from a bearer in one character is as secret.
    flow.mask.hide(authorization.replace(/^\w+ /, ""));
    return callWith("checkSession", authorization)(flow);
  };

/** Checks a session with an id of it in the place of its bearer. An id is no secret. */
export const checkWithID =
  (who: Who, id: "sessionID" | "verificationCodeID"): Call =>
  (flow) =>
    callWith("checkSession", `Bearer ${flow[who][id]}`)(flow);

/** Sends what no client would. */
export const send =
  (method: string, path: string, body?: string, contentType = "application/json") =>
  (flow: Flow) =>
    flow.send(method, path, body === undefined ? {} : { body, headers: { "Content-Type": contentType } });

/** Sends what the document knows nothing of, with the bearer of a session. */
export const sendUndeclared = (who: Who, method: string, path: string) => (flow: Flow) =>
  flow.send(method, path, { headers: { Authorization: `Bearer ${flow[who].bearer}` } }, true);

/** An id of the same form, since a server need not look for what is none of its ids. */
function unknownLike(id: string): string {
  const unknown = id.replace(/[0-9a-eg-y](?=\w{0,3}$)/gi, (one) =>
    one === "9" ? "0" : String.fromCharCode(one.charCodeAt(0) + 1),
  );
  return unknown === id ? crypto.randomUUID() : unknown;
}

function codeFor(flow: Flow, who: Who, code: WrongCode | Who): string {
  const { code: own } = flow[who];
  if (code === who) return own;
  const isWrong = code in wrongCodes;
  // By chance two codes may be the same.
  if (!isWrong && flow[code as Who].code !== own) return flow[code as Who].code;
  const wrong = own === "" ? "012345" : wrongCodes[isWrong ? (code as WrongCode) : "wrong last digit"](own);
  flow.mask.hide(wrong);
  return wrong;
}
