import type { Caller } from "../http/Handlers.ts";
import { Refusal } from "../http/Refusal.ts";
import type { Store } from "../store/Store.ts";
import { hashBearer } from "./hashBearer.ts";

/**
 * Creates the function that finds the session of a bearer. All bearers without an active session get the same refusal.
 * The refusal of an unverified session says only that it is unverified.
 */
export function createAuthenticate({ store }: { store: Store }) {
  return async (authorization: string | undefined, now: number): Promise<Caller> => {
    const bearer = /^Bearer +([\w-]+)$/i.exec(authorization ?? "")?.[1];
    const session = bearer && (await store.findSession(hashBearer(bearer), now));
    if (!session) throw createBearerRefusal();
    if (!isCaller(session)) throw new Refusal(403, "forbidden: verify the session first");
    return session;
  };
}

function isCaller(session: { isVerified: boolean; user: object | null }): session is Caller {
  return session.isVerified && session.user !== null;
}

/** Creates the refusal that is the same for an absent, malformed, unknown, expired or closed bearer. */
export function createBearerRefusal(): Refusal {
  const headers = { "www-authenticate": "Bearer" };
  return new Refusal(401, "unauthorized: no active session for this bearer", { headers });
}
