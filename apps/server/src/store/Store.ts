import type { Budget, Limit } from "../domain/Budget.ts";

/** All times are milliseconds since 1970. All promises resolve once the change is durable. */

export interface User {
  userID: string;
  /** Normalised, for look-ups. */
  email: string;
  /** As it was entered, for mails. */
  mailAddress: string;
  alias: string;
  fullName: string;
  roles: string[];
  groups: string[];
  isDisabled: boolean;
}

/** Undefined fields stay as they are. */
export type UserChanges = {
  [Field in "alias" | "fullName" | "roles" | "groups"]?: User[Field] | undefined;
};

/** The network of the caller. */
export interface CallerNetwork {
  /** A keyed hash: the database holds no address of a network. */
  key: Buffer;
  /** The account knows the network if the network verified a code of this account after this time. */
  knownSince: number;
}

export interface NewSession {
  sessionID: string;
  bearerHash: Buffer;
  verificationCodeID: string;
  /** The id of the key that computes the code. */
  keyId: string;
  email: string;
  emailKey: Buffer;
  createdAt: number;
  expireAt: number;
  ip: string;
  userAgent: string;
}

export interface StoredSession {
  sessionID: string;
  createdAt: number;
  expireAt: number;
  ip: string;
  userAgent: string;
}

export interface FoundSession extends StoredSession {
  isVerified: boolean;
  /** Null for a session that cannot be verified, such as one of an unknown email. */
  user: Pick<User, "userID" | "alias" | "fullName" | "roles" | "groups"> | null;
}

export interface Attempt {
  verificationCodeID: string;
  now: number;
  callerNetwork: CallerNetwork;
  /** Checked and counted for every attempt. */
  budget: Budget;
  /** Checked as well when the account does not know the network. */
  unknownNetworkLimits: Limit[];
  /** Counted when the code is refused. */
  failureHit: Buffer | undefined;
  maxTries: number;
  /** The expiry of the session once it is verified. */
  expireAt: number;
  maxSessions: number;
}

export interface DueMail {
  verificationCodeID: string;
  keyId: string;
  /** Null for a mail that must not be sent: the email is unknown or disabled, or the session is gone. */
  mailAddress: string | null;
  ip: string;
  userAgent: string;
  attempts: number;
  /** The expiry of the code. The mail is useless after it. */
  expireAt: number;
}

export type VerifyResult =
  | { outcome: "limited"; retryAfterMs: number }
  | { outcome: "refused" }
  | { outcome: "verified"; sessionID: string; userID: string };

/** Stores users, sessions, mails and counters. A store is correct if it passes `test/storeContract.ts`. */
export interface Store {
  /**
   * Creates a pending session and puts its mail into the outbox, in one transaction. An unknown or disabled email costs
   * the same statements as any other. Resolves to the time to wait, with nothing written, when a limit is reached.
   */
  createSession(
    session: NewSession,
    callerNetwork: CallerNetwork,
    budgets: { knownNetwork: Budget; unknownNetwork: Budget },
  ): Promise<{ retryAfterMs: number } | undefined>;

  /** Finds the unexpired session of a bearer, with the current data of its user. A disabled user has no session. */
  findSession(bearerHash: Buffer, now: number): Promise<FoundSession | undefined>;

  /**
   * Tries a code. The transaction counts the try before it calls `isRight`, which it calls at most once. Of several
   * right attempts, only one succeeds: it takes back the hit of its mail, makes the network known, and closes the
   * oldest sessions of the user beyond `maxSessions`.
   */
  verifySession(attempt: Attempt, isRight: (keyId: string) => boolean): Promise<VerifyResult>;

  /** Moves the expiry, never backwards. False when the session was closed in the meantime. */
  extendSession(sessionID: string, expireAt: number): Promise<boolean>;

  /** Lists the verified, unexpired sessions of a user, oldest first. */
  listSessions(userID: string, now: number): Promise<StoredSession[]>;

  /** Ends an unexpired session of this user. False when there is none. */
  closeSession(sessionID: string, userID: string, now: number): Promise<boolean>;

  /** Takes the mail that is due first. Other calls do not get it before `leaseUntil`. */
  leaseMail(now: number, leaseUntil: number): Promise<DueMail | undefined>;
  /** Removes a mail that was sent or will never be sent. */
  removeMail(verificationCodeID: string): Promise<void>;
  /** Puts a mail back for another try at `nextAt`. */
  postponeMail(verificationCodeID: string, nextAt: number): Promise<void>;
  /** Returns the time at which the next mail is due, or undefined when the outbox is empty. */
  nextMailAt(): Promise<number | undefined>;

  /** False when there is a user with this email already. */
  addUser(user: User): Promise<boolean>;
  listUsers(): Promise<User[]>;
  /** False when there is no such user. */
  updateUser(email: string, changes: UserChanges): Promise<boolean>;
  /** Disabling ends all sessions of the user, and no pending one can be verified. False when there is no such user. */
  setUserDisabled(email: string, isDisabled: boolean): Promise<boolean>;
  findUser(email: string): Promise<User | undefined>;
  /** Ends all sessions of a user, so that no pending one can be verified. Returns the number of verified ones. */
  closeUserSessions(userID: string): Promise<number>;

  /** Removes up to `limit` rows that are no longer needed, and returns their number. */
  prune(now: number, limit: number): Promise<number>;
  /** Rejects when the store cannot answer. */
  ping(): Promise<void>;
  /** Waits for pending work. A second call does nothing. */
  close(): Promise<void>;
}
