import assert from "node:assert/strict";
import type { CreatedSession } from "@session-api/client";
import { userAgent } from "../../http/userAgent.ts";
import type { Target } from "../../targets/Target.ts";
import { createSession } from "../requests/requests.ts";
import { type Actor, actors } from "../state/Actor.ts";
import type { Flow } from "../state/Flow.ts";
import type { Check } from "./Check.ts";
import { assertInFuture } from "./compareSession.ts";
import { expectAccepted } from "./expectAccepted.ts";

export interface NewSessionOptions {
  /** Fields that the document does not declare. */
  moreFields?: Record<string, unknown>;
  /** The actor whose response to `createSession` had the same status and fields. */
  shapedLike?: Actor;
}

const loopback = /^(127\.|::ffff:127\.|\[?::1\]?$)/;

/** Expects a pending session unlike any other, and keeps it as the session of the actor. */
export function expectNewSession(actor: Actor, { moreFields, shapedLike }: NewSessionOptions = {}): Check {
  return expectAccepted(createSession(actor, moreFields), (flow, data) => {
    assertUsable(data);
    keepSession(flow, actor, data);
    assertInFuture(flow, data.expireAt);
    assertAddress(flow.target, data.ip);
    if (flow.target.abilities.includes("remembers")) {
      assertUnique(flow, actor);
      if (flow.target.isStrict) assert.ok(data.userAgent === userAgent, "userAgent is not the one that was sent");
    }
    if (!shapedLike) return;
    const [shape, right] = [flow.session(actor).shape, flow.session(shapedLike).shape];
    assert.ok(shape === right, `it was answered with ${shape}, and an email with an account with ${right}`);
  });
}

/** Throws an `Error` when a field is missing that later steps need. */
function assertUsable(data: Partial<CreatedSession> | undefined): asserts data is CreatedSession {
  const { bearer, sessionID, verificationCodeID } = data ?? {};
  const isUsable = typeof bearer === "string" && bearer && sessionID && verificationCodeID;
  assert.ok(isUsable, "it names no session that can be verified");
}

function keepSession(flow: Flow, actor: Actor, data: CreatedSession): void {
  const { bearer, sessionID, verificationCodeID, ip, userAgent } = data;
  const { last, received } = flow;
  Object.assign(flow.session(actor), {
    state: "pending",
    ...{ bearer, sessionID, verificationCodeID, ip, userAgent },
    askedAt: last.sentAt,
    firstResponse: received.length - 1,
    shape: describeShape(last.exchange?.status, data),
  });
}

/** `202, bearer of 43, expireAt, a number, …` */
function describeShape(status: number | undefined, data: object): string {
  const fields = Object.entries(data).map(([name, value]) =>
    typeof value === "string" ? `${name} of ${value.length}` : `${name}, a ${typeof value}`,
  );
  return [status, ...fields.sort()].join(", ");
}

function assertAddress({ isFresh = false, isStrict, url }: Target, ip: string): void {
  assert.ok(ip !== "", "ip is empty");
  // The server was started for this run: no proxy in front of it, so it sees our real address.
  const isDirect = isFresh && isStrict && loopback.test(new URL(url).hostname);
  if (isDirect) assert.ok(loopback.test(ip), `ip is ${ip}; a loopback address is right`);
}

function assertUnique({ session }: Flow, actor: Actor): void {
  const others = actors.filter((other) => other !== actor);
  for (const field of ["bearer", "sessionID", "verificationCodeID"] as const) {
    const isKnown = others.some((other) => session(other)[field] === session(actor)[field]);
    assert.ok(!isKnown, `${field} is that of another session`);
  }
}
