import type { CreatedSession } from "@session-api/types";
import { createUsageError } from "../errors/UsageError.ts";
import { isBearer } from "./isBearer.ts";

/** All that a pending login needs. */
export interface Pending extends CreatedSession {
  email: string;
  /** How far the clock of the service is ahead of ours. */
  skewMs: number;
}

const prefix = "pending1.";

/** Writes a pending login as one text without spaces. It is encoded, so that a log does not show its fields. */
export function formatPending(pending: Pending): string {
  const { bearer, verificationCodeID, sessionID, expireAt, ip, userAgent, email, skewMs } = pending;
  const json = JSON.stringify([bearer, verificationCodeID, sessionID, expireAt, ip, userAgent, email, skewMs]);
  // `btoa` takes only Latin-1, and an email address may hold any letter.
  return prefix + btoa(encodeURIComponent(json)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Reads such a text. Throws a `TypeError` for any other one, and for an expired login. */
export function parsePending(text: unknown, now: number): Pending {
  const pending = typeof text === "string" && text.startsWith(prefix) ? decode(text.slice(prefix.length)) : undefined;
  if (!pending)
    throw createUsageError("ERR_PENDING_MALFORMED", "resumeLogin needs the text of exportPending, of this version");
  // A service that sent no `expireAt` refuses the code by itself.
  if (typeof pending.expireAt === "number" && pending.expireAt * 1_000 <= now + pending.skewMs)
    throw createUsageError("ERR_PENDING_EXPIRED", "the pending login has expired: call login again");
  return pending;
}

function decode(text: string): Pending | undefined {
  try {
    const json = decodeURIComponent(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
    const [bearer, verificationCodeID, sessionID, expireAt, ip, userAgent, email, skewMs] = JSON.parse(json);
    const isUsable = isBearer(bearer) && [verificationCodeID, email].every((value) => typeof value === "string");
    return isUsable ? { bearer, verificationCodeID, sessionID, expireAt, ip, userAgent, email, skewMs } : undefined;
  } catch {
    return undefined;
  }
}
