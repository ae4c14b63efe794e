import { createSessionClient } from "@session-api/client";

export function createFlow(baseUrl: string): () => Promise<number> {
  const client = createSessionClient({ baseUrl });

  return async () => {
    const { data: created } = await client.api.POST("/session", { body: { email: "john@doe.net" } });
    if (!created) throw new Error("A refused answer rejects, so this is never reached");
    const { bearer, sessionID: id, verificationCodeID } = created;
    await client.api.PUT("/session/verification", { body: { verificationCodeID, code: "012345" } });
    const { api } = client.resume(bearer);
    await api.GET("/session");
    await api.GET("/sessions");
    await api.PUT("/session/extend");
    const { data: extended } = await api.GET("/session");
    await api.DELETE("/session/{id}", { params: { path: { id } } });
    return extended?.expireAt ?? 0;
  };
}
