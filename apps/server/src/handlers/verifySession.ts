import { computeCode, isSameCode } from "../domain/code.ts";
import { knownNetworkMs } from "../domain/createLimits.ts";
import { toNetwork } from "../domain/networkAddress.ts";
import type { Handlers } from "../http/Handlers.ts";
import { Refusal } from "../http/Refusal.ts";
import { acknowledged } from "./acknowledged.ts";
import type { Context } from "./Context.ts";
import { createRateLimitRefusal } from "./createRateLimitRefusal.ts";

const maxTries = 5;
const maxSessions = 100;

export function verifySession({ store, keys, limits, rules, audit }: Context): Handlers["verifySession"] {
  return async ({ body: { verificationCodeID, code }, ip, now }) => {
    const network = toNetwork(ip);
    const attempt = {
      verificationCodeID,
      now,
      callerNetwork: { key: keys.hash("network", network), knownSince: now - knownNetworkMs },
      ...limits.getVerifyBudget(network),
      maxTries,
      expireAt: now + Math.min(rules.sessionLifetimeSeconds, rules.sessionMaxAgeSeconds) * 1_000,
      maxSessions,
    };
    const result = await store.verifySession(attempt, (keyId) => {
      const key = keys.findCodeKey(keyId);
      return key !== undefined && isSameCode(computeCode(key, verificationCodeID, rules.codeDigits), code);
    });
    if (result.outcome === "limited") throw createRateLimitRefusal(result.retryAfterMs, ip);
    if (result.outcome === "refused") {
      const log = { audit: true, event: "refused code", ip };
      throw new Refusal(401, "unauthorized: the code was not accepted", { log });
    }
    audit({ event: "verified", sessionID: result.sessionID, userID: result.userID, ip });
    return acknowledged;
  };
}
