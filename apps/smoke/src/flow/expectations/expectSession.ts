import assert from "node:assert/strict";
import { checkSession } from "../requests/requests.ts";
import { type Actor, ada, bob } from "../state/Actor.ts";
import type { Check } from "./Check.ts";
import { assertInFuture, compareSession, type Expiry } from "./compareSession.ts";
import { expectAccepted } from "./expectAccepted.ts";

export interface SessionOptions {
  /** The expiry, compared with the one that was shown before. */
  expiry?: Expiry;
  headers?: Record<string, string>;
}

/** Expects that the actor's bearer shows the actor's session, verified, as it was created. */
export function expectSession(actor: Actor, { expiry = "kept", headers = {} }: SessionOptions = {}): Check {
  return expectAccepted(checkSession(actor, headers), (flow, data) => {
    const session = flow.session(actor);
    assert.ok(data?.verified === true, "verified is not true");
    assert.ok(data.sessionID === session.sessionID, "sessionID is not that of createSession");
    assertInFuture(flow, data.expireAt);
    if (!flow.target.abilities.includes("remembers")) return;
    session.userID = data.userID;
    const { userID } = flow.session(actor.user === "bob" ? bob.first : ada.first);
    assert.ok(data.userID === userID, "userID is not that of the first session");
    const isOther = actor.user === "bob";
    if (isOther) assert.ok(data.userID !== flow.session(ada.first).userID, "userID is that of another user");
    compareSession(flow, actor, data, { expiry });
  });
}
