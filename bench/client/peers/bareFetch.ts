import type { CheckedSession, CreatedSession, SessionList } from "@session-api/types";

export function createFlow(baseUrl: string): () => Promise<number> {
  async function call(method: string, path: string, { bearer, body }: { bearer?: string; body?: unknown }) {
    const headers: Record<string, string> = {};
    if (bearer) headers.Authorization = `Bearer ${bearer}`;
    if (body) headers["Content-Type"] = "application/json";
    const response = await fetch(baseUrl + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(`${response.status}: ${response.headers.get("x-error")}`);
    return response.json();
  }

  return async () => {
    const created: CreatedSession = await call("POST", "/session", { body: { email: "john@doe.net" } });
    const { bearer, sessionID, verificationCodeID } = created;
    await call("PUT", "/session/verification", { body: { verificationCodeID, code: "012345" } });
    const _checked: CheckedSession = await call("GET", "/session", { bearer });
    const _list: SessionList = await call("GET", "/sessions", { bearer });
    await call("PUT", "/session/extend", { bearer });
    const { expireAt }: CheckedSession = await call("GET", "/session", { bearer });
    await call("DELETE", `/session/${encodeURIComponent(sessionID)}`, { bearer });
    return expireAt;
  };
}
