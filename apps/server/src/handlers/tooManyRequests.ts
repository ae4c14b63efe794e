import { Refusal } from "../http/Refusal.ts";

export function tooManyRequests(retryAfterMs: number): Refusal {
  const headers = { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) };
  return new Refusal(429, "too many requests: try again later", headers);
}
