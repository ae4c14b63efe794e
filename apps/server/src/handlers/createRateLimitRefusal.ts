import { Refusal } from "../http/Refusal.ts";

export function createRateLimitRefusal(retryAfterMs: number, ip: string): Refusal {
  const headers = { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) };
  const log = { audit: true, event: "limited", ip };
  return new Refusal(429, "too many requests: try again later", { headers, log });
}
