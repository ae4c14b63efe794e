/** All times are milliseconds since 1970. All promises resolve once what they say is durable. */

export interface User {
  userID: string;
  /** Normalised: what is looked up. */
  email: string;
  /** As it was entered: where mail goes. */
  mailAddress: string;
  alias: string;
  fullName: string;
  roles: string[];
  groups: string[];
  isDisabled: boolean;
}

/** So many hits of a key in a window, and no more. */
export interface Limit {
  key: Buffer;
  windowMs: number;
  max: number;
}

/** Every limit must have room; then every hit is counted. Without limits, nothing is counted. */
export interface Budget {
  limits: Limit[];
  hits: Buffer[];
  /** The one of `hits` that a verified code takes back. */
  refundable?: Buffer;
}

/** Who asks, as the counters know it. */
export interface Asker {
  networkKey: Buffer;
  /** A network that verified this account since then is known to it. */
  knownSince: number;
}

export interface NewSession {
  sessionID: string;
  bearerHash: Buffer;
  verificationCodeID: string;
  /** Which key computes the code. */
  keyID: string;
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
  /** Null for a session that nobody can verify. */
  user: Pick<User, "userID" | "alias" | "fullName" | "roles" | "groups"> | null;
}

export interface Attempt {
  verificationCodeID: string;
  now: number;
  asker: Asker;
  /** Checked and counted for every attempt. */
  budget: Budget;
  /** Checked when the asker's network is not known to the account. */
  strangerLimits: Limit[];
  /** Counted when the code is refused. */
  failureHit: Buffer | undefined;
  maxTries: number;
  /** The expiry of the session once it is verified. */
  expireAt: number;
  maxSessions: number;
}

export interface DueMail {
  verificationCodeID: string;
  keyID: string;
  /** Null when nobody gets this mail: an unknown or disabled email, or a session that is no more. */
  mailAddress: string | null;
  ip: string;
  userAgent: string;
  attempts: number;
  /** When the code ends, and with it the mail. */
  expireAt: number;
}

export type Verdict =
  | { is: "limited"; retryAfterMs: number }
  | { is: "refused" }
  | { is: "verified"; sessionID: string; userID: string };

/** What the server remembers. A store is right if it passes `test/storeContract.ts`. */
export interface Store {
  /**
   * Starts a pending session and puts its mail into the outbox, in one transaction. The email may be anybody's: an
   * unknown or disabled one costs the same statements. Resolves to the time to wait when a limit has no room, with
   * nothing written.
   */
  createSession(
    session: NewSession,
    asker: Asker,
    budgets: { known: Budget; stranger: Budget },
  ): Promise<{ retryAfterMs: number } | undefined>;

  /** The unexpired session behind a bearer, and its user as he is now. A disabled user has no session. */
  findSession(bearerHash: Buffer, now: number): Promise<FoundSession | undefined>;

  /**
   * Tries a code. The try is counted in the transaction that calls `isRight`, at most once and before anything is
   * compared. Of many right attempts one is verified. It takes back the hit of its mail, makes the network known,
   * and closes the user's oldest sessions beyond `maxSessions`.
   */
  verifySession(attempt: Attempt, isRight: (keyID: string) => boolean): Promise<Verdict>;

  /** Moves the expiry, never backwards. False if the session was closed in the meantime. */
  extendSession(sessionID: string, expireAt: number): Promise<boolean>;

  /** The verified, unexpired sessions of a user, oldest first. */
  listSessions(userID: string, now: number): Promise<StoredSession[]>;

  /** Ends an unexpired session of this user. False if there is none. */
  closeSession(sessionID: string, userID: string, now: number): Promise<boolean>;

  /** Takes the mail that is due first, for nobody else until `leaseUntil`. */
  leaseMail(now: number, leaseUntil: number): Promise<DueMail | undefined>;
  /** The mail is sent, or never will be. */
  removeMail(verificationCodeID: string): Promise<void>;
  /** Gives the mail back, for another try at `nextAt`. */
  postponeMail(verificationCodeID: string, nextAt: number): Promise<void>;
  /** When the next mail is due. Undefined if the outbox is empty. */
  nextMailAt(): Promise<number | undefined>;

  /** False if there is a user with this email already. */
  addUser(user: User): Promise<boolean>;
  listUsers(): Promise<User[]>;
  /** Changes what is given. False if there is no such user. */
  updateUser(email: string, changes: Partial<Pick<User, "alias" | "fullName" | "roles" | "groups">>): Promise<boolean>;
  /** Disabling ends the user's sessions; pending ones can never be verified. False if there is no such user. */
  setUserDisabled(email: string, isDisabled: boolean): Promise<boolean>;
  findUser(email: string): Promise<User | undefined>;
  /** Ends all sessions of a user and says how many were verified; pending ones can never be. */
  closeSessionsOf(userID: string): Promise<number>;

  /** Removes up to `limit` rows that nothing needs any more, and says how many. */
  prune(now: number, limit: number): Promise<number>;
  /** Throws if the store cannot answer. */
  ping(): Promise<void>;
  /** Waits for what was begun. Calling it again does nothing. */
  close(): Promise<void>;
}
