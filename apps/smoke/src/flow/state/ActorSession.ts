import type { Target } from "../../targets/Target.ts";
import type { Actor } from "./Actor.ts";

/** The session of an actor in one run. Texts are empty, and numbers 0, until the run has learned them. */
export interface ActorSession {
  email: string;
  /** Only a `pending` or `verified` session is left to close. */
  state: "none" | "pending" | "verified" | "closed";
  bearer: string;
  sessionID: string;
  verificationCodeID: string;
  code: string;
  ip: string;
  userAgent: string;
  userID: string;
  expireAt: number;
  /** When `createSession` was sent, in Unix seconds. */
  askedAt: number;
  /** The index of the response to `createSession` in the run. No response from there on may show the code. */
  firstResponse: number;
  /** The response to `createSession` without its values: its status, and the type or length of each field. */
  shape: string;
}

/** Creates the session of an actor who has not logged in yet. */
export function createActorSession({ user }: Actor, { email, otherEmail = "" }: Target): ActorSession {
  const emails = { ada: email, bob: otherEmail, stranger: `${crypto.randomUUID()}@session-smoke.invalid` };
  return {
    email: emails[user],
    state: "none",
    bearer: "",
    sessionID: "",
    verificationCodeID: "",
    code: "",
    ip: "",
    userAgent: "",
    userID: "",
    expireAt: 0,
    askedAt: 0,
    firstResponse: 0,
    shape: "",
  };
}
