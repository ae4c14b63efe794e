/** A header that cannot be sent would be quoted in the error of whoever refuses it. */
export function isBearer(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
}
