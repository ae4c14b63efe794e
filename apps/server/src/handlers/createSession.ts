import { randomBytes, randomUUID } from "node:crypto";
import { knownNetworkMs } from "../domain/createLimits.ts";
import { normaliseEmail } from "../domain/email.ts";
import { toNetwork } from "../domain/networkAddress.ts";
import type { Handlers } from "../http/Handlers.ts";
import type { Context } from "./Context.ts";
import { createRateLimitRefusal } from "./createRateLimitRefusal.ts";
import { hashBearer } from "./hashBearer.ts";

const pendingMs = 10 * 60 * 1_000;
const bearerBytes = 48;

export function createSession({ store, keys, limits, wakeMailWorker, audit }: Context): Handlers["createSession"] {
  return async ({ body, ip, userAgent, now }) => {
    const email = normaliseEmail(body.email);
    const network = toNetwork(ip);
    const bearer = randomBytes(bearerBytes).toString("base64url");
    const sessionID = randomUUID();
    const verificationCodeID = randomUUID();
    const expireAt = now + pendingMs;
    const session = {
      sessionID,
      bearerHash: hashBearer(bearer),
      verificationCodeID,
      keyId: keys.currentId,
      email,
      emailKey: keys.hash("email", email),
      createdAt: now,
      expireAt,
      ip,
      userAgent,
    };
    const callerNetwork = { key: keys.hash("network", network), knownSince: now - knownNetworkMs };
    const limited = await store.createSession(session, callerNetwork, limits.getCreateBudgets(email, network));
    if (limited) throw createRateLimitRefusal(limited.retryAfterMs, ip);
    audit({ event: "created", sessionID, ip });
    wakeMailWorker();
    return {
      status: 202,
      body: { bearer, sessionID, expireAt: Math.floor(expireAt / 1_000), ip, userAgent, verificationCodeID },
    };
  };
}
