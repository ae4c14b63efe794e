import type { Limits } from "../domain/createLimits.ts";
import type { Keys } from "../domain/keys.ts";
import type { Store } from "../store/Store.ts";

/** Rules for codes and sessions. */
export interface SessionRules {
  /** The number of digits of a code, from 6 to 10. 6 by default. */
  codeDigits: number;
  /** The lifetime of a session from verify, and from each extend. 24 hours by default. */
  sessionLifetimeSeconds: number;
  /** The age beyond which no session is extended. 30 days by default. */
  sessionMaxAgeSeconds: number;
}

/** An event of a session. Refusals are logged elsewhere, with their error ids. */
export interface AuditEvent {
  event: "created" | "verified" | "extended" | "closed";
  sessionID: string;
  userID?: string;
  ip: string;
}

/** Everything that the handlers work with. */
export interface Context {
  store: Store;
  keys: Keys;
  limits: Limits;
  rules: SessionRules;
  /** Tells the mail worker about a new mail, and returns at once. */
  wakeMailWorker(): void;
  audit(event: AuditEvent): void;
}
