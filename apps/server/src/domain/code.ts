import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The code that is mailed for a `verificationCodeID`: the truncation of HOTP (RFC 4226, section 5.3) of an
 * HMAC-SHA-256 over the id. It can always be computed again, so it is stored nowhere.
 */
export function codeFor(key: Buffer, verificationCodeID: string, digits: number): string {
  const mac = createHmac("sha256", key).update(verificationCodeID).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** Takes as long for a wrong code as for the right one. The length of a code is no secret. */
export function isSameCode(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
