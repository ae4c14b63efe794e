import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Computes the code that is mailed for a `verificationCodeID`: the truncation of HOTP (RFC 4226, section 5.3) of an
 * HMAC-SHA-256 over the id. The server can compute it again at any time, so it stores no code.
 */
export function computeCode(key: Buffer, verificationCodeID: string, digits: number): string {
  const mac = createHmac("sha256", key).update(verificationCodeID).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** Compares codes in the same time whether they match or not. The length of a code is public. */
export function isSameCode(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
