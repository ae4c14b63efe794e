import type { SessionError } from "@session-api/client";
import type { Explanation } from "./Explanation.ts";

/** Explains an answer other than 200 and 202. */
export function explainRefusal(error: SessionError, redact: (text: string) => string): Explanation {
  const { operation, status = 0, errorText, errorId, violations, retryAfterMs } = error;
  const sentences = [explainStatus(error)];
  if (errorText) sentences.push(redact(`The server says: ${errorText}.`));
  if (retryAfterMs !== undefined) sentences.push(`Try again in ${formatWait(retryAfterMs)}.`);
  if (errorId) sentences.push(redact(`The error id for support is ${errorId}.`));
  return {
    title: `${operation ?? "The request"} answered ${status}`,
    sentences,
    violations: violations?.map(redact),
    anchor: operation && `${operation.toLowerCase()}-${status}`,
  };
}

function explainStatus({ operation, status = 0 }: SessionError): string {
  if (status === 401 && operation === "verifySession")
    return "The code is wrong, was used before, or has expired. Enter it again, or ask for another one.";
  if (status === 401) return "The session has ended: it was closed or has expired. Log in again.";
  if (status === 400) return "The request differs from the document.";
  if (status === 403) return "The server knows the session, but does not allow this. The code may not be verified yet.";
  if (status === 404 && operation === "closeSession") return "This session is not there. It may be closed already.";
  if (status === 404 || status === 405)
    return "The server does not know this path. Check the URL of the API: it usually ends with `/api/auth/v2`.";
  if (status === 429) return "The server was asked too often.";
  if (status >= 500) return "The server failed. Its log contains the error id.";
  return "The document does not describe this answer. Check the URL of the API.";
}

function formatWait(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
