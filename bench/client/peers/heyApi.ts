import { client } from "../dist/hey-api/client.gen.ts";
import {
  checkSession,
  closeSession,
  createSession,
  extendSession,
  getSessions,
  verifySession,
} from "../dist/hey-api/sdk.gen.ts";

export function createFlow(baseUrl: string): () => Promise<number> {
  let bearer = "";
  client.setConfig({ baseUrl, auth: () => bearer });

  return async () => {
    const { data: created } = await createSession({ body: { email: "john@doe.net" }, throwOnError: true });
    const { sessionID: id, verificationCodeID } = created;
    bearer = created.bearer;
    await verifySession({ body: { verificationCodeID, code: "012345" }, throwOnError: true });
    await checkSession({ throwOnError: true });
    await getSessions({ throwOnError: true });
    await extendSession({ throwOnError: true });
    const { data: extended } = await checkSession({ throwOnError: true });
    await closeSession({ path: { id }, throwOnError: true });
    return extended.expireAt;
  };
}
