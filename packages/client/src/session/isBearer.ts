/**
 * Tells whether a value can be a bearer: visible ASCII, as HTTP can send it. Sends no request, so it does not tell
 * whether the bearer opens a session.
 *
 * @example
 * ```ts
 * import { createSessionClient, isBearer } from "@session-api/client";
 *
 * const stored: unknown = process.env.SESSION_BEARER;
 * if (isBearer(stored)) console.log((await createSessionClient().resume(stored).check()).alias);
 * ```
 */
export function isBearer(value: unknown): value is string {
  // The error of `Headers` for other values would quote the bearer.
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
}
