// Starts a session for EMAIL, which mails a code. Prints the bearer and the id of the code, for verifySession.
const url = process.env.SESSION_API_URL ?? "http://127.0.0.1:4010/api/auth/v2";
const response = await fetch(`${url}/session`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ email: process.env.EMAIL ?? "john@doe.net" }),
  signal: AbortSignal.timeout(10_000),
});
if (!response.ok) {
  const { status, headers } = response;
  const [error, errorId] = [headers.get("x-error"), headers.get("x-error-id")];
  throw new Error(`createSession answered ${status}: ${error} (error id ${errorId})`);
}
const { bearer, verificationCodeID }: { bearer: string; verificationCodeID: string } = await response.json();
console.log(JSON.stringify({ bearer, verificationCodeID }));
