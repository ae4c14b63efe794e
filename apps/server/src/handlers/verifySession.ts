import { codeFor, isSameCode } from "../domain/code.ts";
import { knownNetworkMs } from "../domain/limits.ts";
import { networkOf } from "../domain/networkAddress.ts";
import type { Handlers } from "../http/Handlers.ts";
import { Refusal } from "../http/Refusal.ts";
import { acknowledged } from "./acknowledged.ts";
import type { Context } from "./Context.ts";
import { tooManyRequests } from "./tooManyRequests.ts";

const maxTries = 5;
const maxSessions = 100;

export function verifySession({ store, keys, limits, rules, audit }: Context): Handlers["verifySession"] {
  return async ({ body: { verificationCodeID, code }, ip, now }) => {
    const network = networkOf(ip);
    const attempt = {
      verificationCodeID,
      now,
      asker: { networkKey: keys.nameOf("network", network), knownSince: now - knownNetworkMs },
      ...limits.ofVerify(network),
      maxTries,
      expireAt: now + Math.min(rules.sessionLifetimeSeconds, rules.sessionMaxAgeSeconds) * 1_000,
      maxSessions,
    };
    const verdict = await store.verifySession(attempt, (keyID) => {
      const key = keys.codeKey(keyID);
      return key !== undefined && isSameCode(codeFor(key, verificationCodeID, rules.codeDigits), code);
    });
    if (verdict.is === "limited") throw tooManyRequests(verdict.retryAfterMs, ip);
    if (verdict.is === "refused") {
      const log = { audit: true, event: "refused code", ip };
      throw new Refusal(401, "unauthorized: the code was not accepted", { log });
    }
    audit({ event: "verified", sessionID: verdict.sessionID, userID: verdict.userID, ip });
    return acknowledged;
  };
}
