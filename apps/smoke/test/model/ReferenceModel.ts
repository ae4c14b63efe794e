/** The part of a session that decides the responses. Times are in seconds. */
export interface ModelSession {
  /** Undefined for an email without an account. */
  user: string | undefined;
  isVerified: boolean;
  isClosed: boolean;
  tries: number;
  createdAt: number;
  expireAt: number;
}

const pendingSeconds = 10 * 60;
const maxTries = 5;

/** The document and this project's decisions, for calls in any order. The live server must respond as it does. */
export class ReferenceModel {
  now: number;
  readonly sessions: ModelSession[] = [];
  readonly rules: { lifetimeSeconds: number; maxAgeSeconds: number };

  constructor(now: number, rules: { lifetimeSeconds: number; maxAgeSeconds: number }) {
    this.now = now;
    this.rules = rules;
  }

  create(user: string | undefined): ModelSession {
    const expireAt = this.now + pendingSeconds;
    const session = { user, isVerified: false, isClosed: false, tries: 0, createdAt: this.now, expireAt };
    this.sessions.push(session);
    return session;
  }

  verify(session: ModelSession, isRight: boolean): number {
    if (session.isVerified || !this.isThere(session) || session.tries >= maxTries) return 401;
    session.tries += 1;
    if (!isRight || session.user === undefined) return 401;
    session.isVerified = true;
    session.expireAt = this.now + Math.min(this.rules.lifetimeSeconds, this.rules.maxAgeSeconds);
    return 202;
  }

  /** Returns the status that refuses a bearer, or undefined for a good one. */
  refusal(session: ModelSession): number | undefined {
    if (!this.isThere(session)) return 401;
    return session.isVerified ? undefined : 403;
  }

  list({ user }: ModelSession): ModelSession[] {
    return this.sessions.filter((session) => session.user === user && session.isVerified && this.isThere(session));
  }

  extend(session: ModelSession): void {
    const latest = session.createdAt + this.rules.maxAgeSeconds;
    session.expireAt = Math.max(session.expireAt, Math.min(this.now + this.rules.lifetimeSeconds, latest));
  }

  close(caller: ModelSession, session: ModelSession): number {
    if (caller.user !== session.user || !this.isThere(session)) return 404;
    session.isClosed = true;
    return 202;
  }

  private isThere({ isClosed, expireAt }: ModelSession): boolean {
    return !isClosed && this.now < expireAt;
  }
}
