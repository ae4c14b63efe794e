import {
  checkSession,
  closeSession,
  createSession,
  extendSession,
  getSessions,
  verifySession,
} from "../dist/orval/orval.ts";
import { setBaseUrl } from "./orvalBaseUrl.ts";

export function createFlow(baseUrl: string): () => Promise<number> {
  setBaseUrl(baseUrl);

  return async () => {
    const created = await createSession({ email: "john@doe.net" });
    if (created.status !== 200 && created.status !== 202) throw new Error(refusal(created));
    const { bearer, sessionID, verificationCodeID } = created.data;
    const withBearer = { headers: { Authorization: `Bearer ${bearer}` } };
    await verifySession({ verificationCodeID, code: "012345" });
    await checkSession(withBearer);
    await getSessions(withBearer);
    await extendSession(withBearer);
    const extended = await checkSession(withBearer);
    if (extended.status !== 200) throw new Error(refusal(extended));
    await closeSession(sessionID, withBearer);
    return extended.data.expireAt;
  };
}

function refusal({ status, headers }: { status: number; headers: Headers }): string {
  return `${status}: ${headers.get("x-error")}`;
}
