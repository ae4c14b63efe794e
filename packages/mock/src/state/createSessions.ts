import { pendingSeconds } from "../answers/computeExpiry.ts";
import { createBearer, createCode } from "./createSecrets.ts";
import { createUser, type User } from "./createUser.ts";
import type { Session } from "./Session.ts";
import { completeRules, type SessionRules } from "./SessionRules.ts";

const maxTries = 5;
const maxSessionsOfUser = 100;

/** A mock that runs for days keeps only the latest sessions. */
const maxSessions = 10_000;

/**
 * The sessions of a mock, by the rules of the document and this project's decisions. The live server must respond to
 * calls in any order as these rules do: smoke's model test compares the two.
 */
export interface Sessions {
  create(request: { email: string; ip: string; userAgent: string }): Session;
  /** Tries a code. False for a wrong, expired, used, exhausted or unknown one. */
  verify(verificationCodeID: string, code: string): boolean;
  /** Finds the session of a bearer, pending or verified. Undefined when it has expired or was closed. */
  find(bearer: string): Session | undefined;
  /** Lists the verified sessions of a user, oldest first. */
  list(user: User): Session[];
  /** Moves the expiry, never backwards. */
  extend(session: Session): void;
  /** Ends a session of this user. False when there is none with this id. */
  close(sessionID: string, user: User): boolean;
  /** Returns the latest code of an email. Undefined when the live server would have mailed none. */
  getCode(email: string): string | undefined;
  clear(): void;
}

/** Creates the memory of a mock. `getNow` returns milliseconds since 1970. */
export function createSessions(rules: SessionRules, getNow: () => number): Sessions {
  const { sessionLifetimeSeconds, sessionMaxAgeSeconds } = completeRules(rules);
  const sessions: Session[] = [];
  const users = new Map<string, User | undefined>();

  const isActive = ({ isClosed, expireAt }: Session) => !isClosed && getNow() < expireAt;
  const later = (seconds: number, from = getNow()) => from + 1_000 * seconds;
  const listVerified = (user: User) =>
    sessions.filter((one) => one.user === user && one.verifiedAt !== undefined && isActive(one));

  function getUser(email: string): User | undefined {
    if (!users.has(email)) users.set(email, createUser(email));
    return users.get(email);
  }

  function closeOldest(user: User): void {
    const oldestFirst = listVerified(user).sort((a, b) => (a.verifiedAt ?? 0) - (b.verifiedAt ?? 0));
    for (const session of oldestFirst.slice(0, -maxSessionsOfUser)) session.isClosed = true;
  }

  return {
    create({ email, ip, userAgent }) {
      const lowerEmail = email.toLowerCase();
      const session = {
        sessionID: crypto.randomUUID(),
        bearer: createBearer(),
        verificationCodeID: crypto.randomUUID(),
        code: createCode(),
        email: lowerEmail,
        user: getUser(lowerEmail),
        ip,
        userAgent,
        createdAt: getNow(),
        expireAt: later(pendingSeconds),
        tries: 0,
        verifiedAt: undefined,
        isClosed: false,
      };
      sessions.push(session);
      if (sessions.length > maxSessions) sessions.shift();
      return session;
    },
    verify(verificationCodeID, code) {
      const session = sessions.find((one) => one.verificationCodeID === verificationCodeID);
      if (!session || session.verifiedAt !== undefined || !isActive(session) || session.tries >= maxTries) return false;
      session.tries += 1;
      if (code !== session.code || session.user === undefined) return false;
      session.verifiedAt = getNow();
      session.expireAt = later(Math.min(sessionLifetimeSeconds, sessionMaxAgeSeconds));
      closeOldest(session.user);
      return true;
    },
    find: (bearer) => sessions.find((one) => one.bearer === bearer && isActive(one)),
    list: listVerified,
    extend(session) {
      const latest = later(sessionMaxAgeSeconds, session.createdAt);
      session.expireAt = Math.max(session.expireAt, Math.min(later(sessionLifetimeSeconds), latest));
    },
    close(sessionID, user) {
      const session = sessions.find((one) => one.sessionID === sessionID);
      if (session?.user !== user || !isActive(session)) return false;
      session.isClosed = true;
      return true;
    },
    getCode: (email) => sessions.filter((one) => one.email === email.toLowerCase() && one.user).at(-1)?.code,
    clear() {
      sessions.length = 0;
      users.clear();
    },
  };
}
