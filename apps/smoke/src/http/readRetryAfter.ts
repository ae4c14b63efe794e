import { serverNowMs } from "./serverNowMs.ts";

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` comes in seconds or as a date of the server's clock.
 * Undefined where it asks for nothing that can be read.
 */
export function retryAfterMsOf(headers: Headers): number | undefined {
  const wanted = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(wanted)) return Number(wanted) * 1_000;
  // What is no date of HTTP may be read as one: "-5" is a month.
  const date = /^\w+, .+ GMT$/.test(wanted) ? Date.parse(wanted) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - serverNowMs(headers));
}
