import { readServerTime } from "./readServerTime.ts";

/**
 * Returns how long a response asks to wait, in milliseconds. `Retry-After` holds seconds, or a date of the server's
 * clock. Undefined when it holds neither.
 */
export function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  // `Date.parse` reads more than dates of HTTP: "-5" is a month.
  const date = /^\w+, .+ GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - readServerTime(headers));
}
