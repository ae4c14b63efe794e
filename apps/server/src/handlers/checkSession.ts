import type { Handlers } from "../http/Handlers.ts";

export function checkSession(): Handlers["checkSession"] {
  return async ({ caller: { sessionID, user, expireAt, ip, userAgent } }) => ({
    status: 200,
    body: { sessionID, ...user, expireAt: Math.floor(expireAt / 1_000), ip, userAgent, verified: true },
  });
}
