import type { Acknowledgement, CheckedSession, CreatedSession, SessionList } from "@session-api/types";
import axios from "axios";

export function createFlow(baseURL: string, adapter: "fetch" | "http" = "fetch"): () => Promise<number> {
  const api = axios.create({ baseURL, adapter });

  return async () => {
    const { data: created } = await api.post<CreatedSession>("/session", { email: "john@doe.net" });
    const { bearer, sessionID, verificationCodeID } = created;
    const withBearer = { headers: { Authorization: `Bearer ${bearer}` } };
    await api.put<Acknowledgement>("/session/verification", { verificationCodeID, code: "012345" });
    await api.get<CheckedSession>("/session", withBearer);
    await api.get<SessionList>("/sessions", withBearer);
    await api.put<Acknowledgement>("/session/extend", undefined, withBearer);
    const { data: extended } = await api.get<CheckedSession>("/session", withBearer);
    await api.delete<Acknowledgement>(`/session/${encodeURIComponent(sessionID)}`, withBearer);
    return extended.expireAt;
  };
}
