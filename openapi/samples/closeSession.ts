import { createSessionClient, isSessionError } from "@session-api/client";

// Closes the session with the id SESSION_ID, which can be any session of the user of SESSION_BEARER.
const {
  SESSION_API_URL: baseUrl = "http://127.0.0.1:4010/api/auth/v2",
  SESSION_BEARER = "",
  SESSION_ID = "",
} = process.env;
try {
  // close() ends the session of the bearer itself.
  await createSessionClient({ baseUrl }).resume(SESSION_BEARER).closeOther(SESSION_ID);
  console.log("The session is closed");
} catch (error) {
  if (!isSessionError(error)) throw error;
  console.error(error.message); // with the status, x-error and x-error-id
  process.exitCode = 1;
}
