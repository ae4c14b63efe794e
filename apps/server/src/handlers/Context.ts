import type { Limits } from "../domain/createLimits.ts";
import type { Keys } from "../domain/keys.ts";
import type { Store } from "../store/Store.ts";

/** The configured digits of a code and lifetimes of a session. */
export interface SessionRules {
  codeDigits: number;
  sessionLifetimeSeconds: number;
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
