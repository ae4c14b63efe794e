// Lists the active sessions of the user of SESSION_BEARER.
const url = process.env.SESSION_API_URL ?? "http://127.0.0.1:4010/api/auth/v2";
const response = await fetch(`${url}/sessions`, {
  headers: { authorization: `Bearer ${process.env.SESSION_BEARER}` },
  signal: AbortSignal.timeout(10_000),
});
if (!response.ok) {
  const { status, headers } = response;
  const [error, errorId] = [headers.get("x-error"), headers.get("x-error-id")];
  throw new Error(`getSessions answered ${status}: ${error} (error id ${errorId})`);
}
const { sessions }: { sessions: { sessionID: string; ip: string; current: boolean }[] } = await response.json();
for (const { sessionID, ip, current } of sessions) console.log(sessionID, ip, current ? "(this session)" : "");
