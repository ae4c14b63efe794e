import type { User } from "./createUser.ts";

/** A session that the mock remembers. Times are milliseconds since 1970. */
export interface Session {
  sessionID: string;
  bearer: string;
  verificationCodeID: string;
  code: string;
  /** In lower case. */
  email: string;
  /** Undefined for an email without an account: its session can never be verified. */
  user: User | undefined;
  ip: string;
  userAgent: string;
  createdAt: number;
  expireAt: number;
  /** How often its code was tried. */
  tries: number;
  verifiedAt: number | undefined;
  isClosed: boolean;
}
