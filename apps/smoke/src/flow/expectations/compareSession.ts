import assert from "node:assert/strict";
import { readServerTime } from "../../http/readServerTime.ts";
import type { Target } from "../../targets/Target.ts";
import type { Actor } from "../state/Actor.ts";
import type { ActorSession } from "../state/ActorSession.ts";
import type { Flow } from "../state/Flow.ts";

/** Decides whether an expiry is right, given the one that was shown before. */
type ExpiryRule = (expireAt: number, before: number, target: Target) => boolean;

const expiryRules = {
  /** For the session that sends the request. A server other than ours may move its expiry with each request. */
  kept: (expireAt, before, { isStrict }) => (isStrict ? expireAt === before : expireAt >= before),
  later: (expireAt, before, { isCapped = false }) => (isCapped ? expireAt >= before : expireAt > before),
  unchanged: (expireAt, before) => expireAt === before,
} satisfies Record<string, ExpiryRule>;

export type Expiry = keyof typeof expiryRules;

/** The part of a session that `createSession`, `checkSession` and `getSessions` all show. */
type ShownSession = Pick<ActorSession, "ip" | "userAgent" | "expireAt">;

/** Compares a session with earlier responses, and keeps its expiry. */
export function compareSession(
  { session, target }: Flow,
  actor: Actor,
  shown: ShownSession,
  { expiry, owner = "" }: { expiry: Expiry; owner?: string },
): void {
  const known = session(actor);
  for (const field of ["ip", "userAgent"] as const)
    assert.ok(shown[field] === known[field], `${field}${owner} is not that of createSession`);
  const before = known.expireAt;
  // An expiry of another type is a violation already. This compares its value.
  known.expireAt = Number(shown.expireAt);
  const isRight = before === 0 || expiryRules[expiry](known.expireAt, before, target);
  assert.ok(isRight, `expireAt${owner} was ${before} and is now ${shown.expireAt}`);
}

export function assertInFuture({ last }: Flow, expireAt: number): void {
  const nowMs = readServerTime(last.exchange?.headers);
  assert.ok(expireAt * 1_000 > nowMs, `expireAt is ${expireAt}, which is past`);
}
