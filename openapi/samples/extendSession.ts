import { createSessionClient, isSessionError } from "@session-api/client";

// Moves the expiry of the session of SESSION_BEARER, and prints the new one.
const { SESSION_API_URL: baseUrl = "http://127.0.0.1:4010/api/auth/v2", SESSION_BEARER = "" } = process.env;
try {
  const expireAt = await createSessionClient({ baseUrl }).resume(SESSION_BEARER).extend();
  console.log(`The session ends at ${new Date(expireAt * 1_000).toISOString()}`);
} catch (error) {
  if (!isSessionError(error)) throw error;
  console.error(error.message); // with the status, x-error and x-error-id
  process.exitCode = 1;
}
