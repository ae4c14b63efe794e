import { createSessionClient, isSessionError } from "@session-api/client";

// Sends the CODE from the mail for the PENDING_LOGIN from `createSession.ts`.
const { SESSION_API_URL: baseUrl = "http://127.0.0.1:4010/api/auth/v2", PENDING_LOGIN = "", CODE = "" } = process.env;
try {
  const session = await createSessionClient({ baseUrl }).resumeLogin(PENDING_LOGIN).verify(CODE);
  // The secret that the other samples take as SESSION_BEARER.
  console.log(JSON.stringify({ bearer: session.exportBearer(), sessionID: session.sessionID }));
} catch (error) {
  if (!isSessionError(error)) throw error;
  console.error(error.message); // with the status, x-error and x-error-id
  process.exitCode = 1;
}
