import assert from "node:assert/strict";
import type { ListedSession } from "@session-api/client";
import { getSessions } from "../requests/requests.ts";
import type { Actor } from "../state/Actor.ts";
import type { Check } from "./Check.ts";
import { compareSession, type Expiry } from "./compareSession.ts";
import { expectAccepted } from "./expectAccepted.ts";

export interface ListOptions {
  /** Sessions that must be listed beside the actor's own one. */
  includes?: readonly Actor[];
  /** Sessions that must not be listed. */
  excludes?: readonly Actor[];
  /** The expiry of the included sessions, compared with the one that was shown before. */
  expiry?: Expiry;
}

/** Expects that the actor's bearer lists the actor's session, as the only current one. */
export function expectList(actor: Actor, { includes = [], excludes = [], expiry = "kept" }: ListOptions = {}): Check {
  return expectAccepted(getSessions(actor), (flow, data) => {
    const listed = data?.sessions ?? [];
    const find = (one: Actor) => listed.find(({ sessionID }) => sessionID === flow.session(one).sessionID);
    assertCurrent(listed, find(actor));
    const ids = new Set(listed.map(({ sessionID }) => sessionID));
    assert.ok(ids.size === listed.length, "a session is listed twice");
    for (const one of includes) assert.ok(find(one), `${one.title} is not listed`);
    for (const one of excludes) assert.ok(!find(one), `${one.title} is listed`);
    if (!flow.target.abilities.includes("remembers")) return;
    const own = find(actor);
    if (own) compareSession(flow, actor, own, { expiry: "kept" });
    for (const one of includes) {
      const other = find(one);
      if (other) compareSession(flow, one, other, { expiry, owner: ` of ${one.title}` });
    }
    if (flow.target.isFresh) assertCount(listed.length, 1 + includes.length);
  });
}

function assertCurrent(listed: ListedSession[], own: ListedSession | undefined): void {
  const marked = listed.filter(({ current }) => current);
  assert.ok(own, "the bearer's own session is not listed");
  assert.ok(marked.length === 1, `${marked.length} sessions are current; one is right`);
  assert.ok(own.current, "another session than the bearer's own is current");
}

function assertCount(listed: number, opened: number): void {
  assert.ok(listed === opened, `${listed} sessions are listed; this run has opened ${opened}`);
}
