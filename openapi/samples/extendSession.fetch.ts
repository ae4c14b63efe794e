// Moves the expiry of the session of SESSION_BEARER. checkSession reads the new one.
const url = process.env.SESSION_API_URL ?? "http://127.0.0.1:4010/api/auth/v2";
const response = await fetch(`${url}/session/extend`, {
  method: "PUT",
  headers: { authorization: `Bearer ${process.env.SESSION_BEARER}` },
  signal: AbortSignal.timeout(10_000),
});
if (!response.ok) {
  const { status, headers } = response;
  const [error, errorId] = [headers.get("x-error"), headers.get("x-error-id")];
  throw new Error(`extendSession answered ${status}: ${error} (error id ${errorId})`);
}
console.log("The session is extended");
