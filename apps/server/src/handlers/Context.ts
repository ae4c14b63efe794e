import type { Limits } from "../domain/limits.ts";
import type { Keys } from "../keys.ts";
import type { Store } from "../store/Store.ts";

/** Lifetimes in seconds, as they are configured. */
export interface SessionRules {
  codeDigits: number;
  sessionLifetimeSeconds: number;
  sessionMaxAgeSeconds: number;
}

/** What happened to a session. What was refused is logged with its error id, by whoever answers it. */
export interface AuditEvent {
  event: "created" | "verified" | "extended" | "closed";
  sessionID: string;
  userID?: string;
  ip: string;
}

/** What the handlers work with. */
export interface Context {
  store: Store;
  keys: Keys;
  limits: Limits;
  rules: SessionRules;
  /** Tells the mail worker that the outbox has something for it. Waits for nothing. */
  wakeMailWorker(): void;
  audit(event: AuditEvent): void;
}
