import { createSessionClient, isSessionError } from "@session-api/client";

// Prints the user of the session of SESSION_BEARER.
const { SESSION_API_URL: baseUrl = "http://127.0.0.1:4010/api/auth/v2", SESSION_BEARER = "" } = process.env;
try {
  const { fullName, roles, verified } = await createSessionClient({ baseUrl }).resume(SESSION_BEARER).check();
  console.log(verified ? `${fullName} has the roles ${roles.join(", ")}` : "The session is not verified");
} catch (error) {
  if (!isSessionError(error)) throw error;
  console.error(error.message); // with the status, x-error and x-error-id
  process.exitCode = 1;
}
