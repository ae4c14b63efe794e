/** Only visible ASCII can be sent. The error of `Headers` for other values would quote the bearer. */
export function isBearer(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
}
