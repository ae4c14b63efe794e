import { randomBytes, randomUUID } from "node:crypto";
import { normaliseEmail } from "../domain/email.ts";
import { knownNetworkMs } from "../domain/limits.ts";
import { networkOf } from "../domain/networkAddress.ts";
import type { Handlers } from "../http/Handlers.ts";
import { bearerHashOf } from "./bearer.ts";
import type { Context } from "./Context.ts";
import { tooManyRequests } from "./tooManyRequests.ts";

const pendingMs = 10 * 60 * 1_000;
const bearerBytes = 48;

export function createSession({ store, keys, limits, wakeMailWorker, audit }: Context): Handlers["createSession"] {
  return async ({ body, ip, userAgent, now }) => {
    const email = normaliseEmail(body.email);
    const network = networkOf(ip);
    const bearer = randomBytes(bearerBytes).toString("base64url");
    const sessionID = randomUUID();
    const verificationCodeID = randomUUID();
    const expireAt = now + pendingMs;
    const session = {
      sessionID,
      bearerHash: bearerHashOf(bearer),
      verificationCodeID,
      keyID: keys.currentID,
      email,
      emailKey: keys.nameOf("email", email),
      createdAt: now,
      expireAt,
      ip,
      userAgent,
    };
    const asker = { networkKey: keys.nameOf("network", network), knownSince: now - knownNetworkMs };
    const limited = await store.createSession(session, asker, limits.ofCreate(email, network));
    if (limited) throw tooManyRequests(limited.retryAfterMs, ip);
    audit({ event: "created", sessionID, ip });
    wakeMailWorker();
    return {
      status: 202,
      body: { bearer, sessionID, expireAt: Math.floor(expireAt / 1_000), ip, userAgent, verificationCodeID },
    };
  };
}
