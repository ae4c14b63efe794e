import type { operations } from "@session-api/client";
import type { Actor } from "../state/Actor.ts";
import type { Flow } from "../state/Flow.ts";
import { authorize, type Caller } from "./Caller.ts";
import { type CodeChoice, chooseCode } from "./chooseCode.ts";

export type OperationId = keyof operations;

/** A request of a step, with its operation. */
export interface ApiRequest<Data = unknown, Id extends OperationId = OperationId> {
  operation: Id;
  /** Rejects when a client's request is answered with another status than 200 or 202. */
  send(flow: Flow): Promise<{ data?: Data | undefined }>;
}

/** Fields that the document does not declare, as a newer version of the API may have. */
type MoreFields = Record<string, unknown>;

export function createSession(actor: Actor, moreFields: MoreFields = {}) {
  return createRequest("createSession", ({ api, session }) =>
    api.POST("/session", { body: { email: session(actor).email, ...moreFields } }),
  );
}

/** Sends a code for an actor's session: its own one unless `code` says otherwise. */
export function verifySession(
  actor: Actor,
  { code = "own", moreFields = {} }: { code?: CodeChoice; moreFields?: MoreFields | undefined } = {},
) {
  return createRequest("verifySession", async (flow) => {
    const { verificationCodeID } = flow.session(actor);
    const body = { verificationCodeID, code: await chooseCode(flow, actor, code), ...moreFields };
    return flow.api.PUT("/session/verification", { body });
  });
}

export function verifyUnknownSession() {
  return createRequest("verifySession", ({ api }) => {
    const body = { verificationCodeID: crypto.randomUUID(), code: "012345" };
    return api.PUT("/session/verification", { body });
  });
}

export function checkSession(caller: Caller, headers: Record<string, string> = {}) {
  return createRequest("checkSession", (flow) =>
    flow.api.GET("/session", { headers: { ...headers, ...authorize(flow, caller) } }),
  );
}

export function getSessions(caller: Caller) {
  return createRequest("getSessions", (flow) => flow.api.GET("/sessions", { headers: authorize(flow, caller) }));
}

export function extendSession(caller: Caller) {
  return createRequest("extendSession", (flow) =>
    flow.api.PUT("/session/extend", { headers: authorize(flow, caller) }),
  );
}

/** Closes a session with the bearer of the caller, or an unknown one if `session` is left out. */
export function closeSession(caller: Caller, { session }: { session?: Actor } = {}) {
  return createRequest("closeSession", (flow) => {
    const id = session ? flow.session(session).sessionID : createUnknownId(flow, caller);
    // A mock accepts any id, so a `Prefer` header asks it to refuse this one.
    const isAsked = !session && "user" in caller && flow.target.abilities.includes("Prefer");
    const headers = { ...authorize(flow, caller), ...(isAsked ? { Prefer: "code=404" } : {}) };
    return flow.api.DELETE("/session/{id}", { params: { path: { id } }, headers });
  });
}

const publicRequests = { createSession, verifySession };

/** The operations that need a bearer. The steps that send an invalid bearer try each of them. */
export const protectedRequests = { checkSession, getSessions, extendSession, closeSession };

/** A request for every operation of the document. */
type Requests = { [Id in OperationId]: (actor: Actor) => ApiRequest<unknown, Id> };

/** The compiler names an operation that has no request here. */
export const requests: Requests = { ...publicRequests, ...protectedRequests };

function createRequest<Id extends OperationId, Data>(
  operation: Id,
  send: ApiRequest<Data>["send"],
): ApiRequest<Data, Id> {
  return { operation, send };
}

/** Returns an id of the same form as the caller's: a server may refuse any other form without a look-up. */
function createUnknownId({ session }: Flow, caller: Caller): string {
  const id = "user" in caller ? session(caller).sessionID : "";
  const unknown = id.replace(/[0-9a-eg-y](?=\w{0,3}$)/gi, (one) =>
    one === "9" ? "0" : String.fromCharCode(one.charCodeAt(0) + 1),
  );
  return unknown === id ? crypto.randomUUID() : unknown;
}
