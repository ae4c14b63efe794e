import { createSessionClient, isSessionError } from "@session-api/client";

// Starts a session for EMAIL, which mails a code. Prints the pending login, a secret for `verifySession.ts`.
const { SESSION_API_URL: baseUrl = "http://127.0.0.1:4010/api/auth/v2", EMAIL: email = "john@doe.net" } = process.env;
try {
  const pending = await createSessionClient({ baseUrl }).login(email);
  console.log(pending.exportPending());
} catch (error) {
  if (!isSessionError(error)) throw error;
  console.error(error.message); // with the status, x-error and x-error-id
  process.exitCode = 1;
}
