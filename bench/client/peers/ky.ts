import type { Acknowledgement, CheckedSession, CreatedSession, SessionList } from "@session-api/types";
import ky from "ky";

export function createFlow(baseUrl: string): () => Promise<number> {
  const api = ky.create({ baseUrl: `${baseUrl}/` });

  return async () => {
    const created = await api.post("session", { json: { email: "john@doe.net" } }).json<CreatedSession>();
    const { bearer, sessionID, verificationCodeID } = created;
    await api.put("session/verification", { json: { verificationCodeID, code: "012345" } }).json<Acknowledgement>();
    const authorized = api.extend({ headers: { Authorization: `Bearer ${bearer}` } });
    await authorized.get("session").json<CheckedSession>();
    await authorized.get("sessions").json<SessionList>();
    await authorized.put("session/extend").json<Acknowledgement>();
    const { expireAt } = await authorized.get("session").json<CheckedSession>();
    await authorized.delete(`session/${encodeURIComponent(sessionID)}`).json<Acknowledgement>();
    return expireAt;
  };
}
