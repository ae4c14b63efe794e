// Sends the CODE from the mail, with the VERIFICATION_CODE_ID from createSession. The bearer then opens the session.
const url = process.env.SESSION_API_URL ?? "http://127.0.0.1:4010/api/auth/v2";
const response = await fetch(`${url}/session/verification`, {
  method: "PUT",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ verificationCodeID: process.env.VERIFICATION_CODE_ID, code: process.env.CODE }),
  signal: AbortSignal.timeout(10_000),
});
if (!response.ok) {
  const { status, headers } = response;
  const [error, errorId] = [headers.get("x-error"), headers.get("x-error-id")];
  throw new Error(`verifySession answered ${status}: ${error} (error id ${errorId})`);
}
console.log("The session is verified");
