// Prints the user of the session of SESSION_BEARER.
const url = process.env.SESSION_API_URL ?? "http://127.0.0.1:4010/api/auth/v2";
const response = await fetch(`${url}/session`, {
  headers: { authorization: `Bearer ${process.env.SESSION_BEARER}` },
  signal: AbortSignal.timeout(10_000),
});
if (!response.ok) {
  const { status, headers } = response;
  const [error, errorId] = [headers.get("x-error"), headers.get("x-error-id")];
  throw new Error(`checkSession answered ${status}: ${error} (error id ${errorId})`);
}
const session: { fullName: string; roles: string[]; verified: boolean } = await response.json();
const { fullName, roles, verified } = session;
console.log(verified ? `${fullName} has the roles ${roles.join(", ")}` : "The session is not verified");
