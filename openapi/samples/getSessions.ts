import { createSessionClient, isSessionError } from "@session-api/client";

// Lists the active sessions of the user of SESSION_BEARER.
const { SESSION_API_URL: baseUrl = "http://127.0.0.1:4010/api/auth/v2", SESSION_BEARER = "" } = process.env;
try {
  for (const { sessionID, ip, current } of await createSessionClient({ baseUrl }).resume(SESSION_BEARER).list()) {
    console.log(sessionID, ip, current ? "(this session)" : "");
  }
} catch (error) {
  if (!isSessionError(error)) throw error;
  console.error(error.message); // with the status, x-error and x-error-id
  process.exitCode = 1;
}
