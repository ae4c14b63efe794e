import type { paths } from "@session-api/types";
import createClient from "openapi-fetch";

export function createFlow(baseUrl: string): () => Promise<number> {
  const client = createClient<paths>({ baseUrl });

  return async () => {
    const { data: created, response } = await client.POST("/session", { body: { email: "john@doe.net" } });
    if (!created) throw new Error(`${response.status}: ${response.headers.get("x-error")}`);
    const { bearer, sessionID: id, verificationCodeID } = created;
    const headers = { Authorization: `Bearer ${bearer}` };
    await client.PUT("/session/verification", { body: { verificationCodeID, code: "012345" } });
    await client.GET("/session", { headers });
    await client.GET("/sessions", { headers });
    await client.PUT("/session/extend", { headers });
    const { data: extended } = await client.GET("/session", { headers });
    await client.DELETE("/session/{id}", { headers, params: { path: { id } } });
    return extended?.expireAt ?? 0;
  };
}
