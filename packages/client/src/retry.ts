import type { OperationID, SessionError } from "./SessionError.ts";

const firstDelayMs = 250;
const longestDelayMs = 8_000;
/** Whoever is told to wait longer is told so at once, instead of sleeping. */
const longestRetryAfterMs = 60_000;
const passingStatuses = [429, 502, 503, 504];

/** What decides whether a request is sent again, and when. */
export interface Failure {
  error: SessionError;
  method: string;
  /** How many tries are allowed in all. */
  maxAttempts: number;
  /** From 0 to 1, by chance. */
  random: number;
}

/** How long to wait before the next try. Undefined if there must be none: repeating it could do harm, or would not help. */
export function retryDelayMs({ error, method, maxAttempts, random }: Failure): number | undefined {
  if (error.attempts >= maxAttempts || !isRepeatable(error, method)) return undefined;
  const { retryAfterMs = 0, attempts } = error;
  if (retryAfterMs > longestRetryAfterMs) return undefined;
  return Math.max(retryAfterMs, random * Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs));
}

/** Each sends a mail, so it is not repeated on a guess. */
const onlyWhenLimited: OperationID = "createSession";
/** What else changes something, as `verifySession` spends a try, is never repeated. */
const harmless: (OperationID | undefined)[] = ["extendSession", "closeSession"];

function isRepeatable({ operation, kind, status }: SessionError, method: string): boolean {
  if (operation === onlyWhenLimited) return status === 429;
  if (method !== "GET" && !harmless.includes(operation)) return false;
  return kind === "network" || kind === "timeout" || passingStatuses.includes(status ?? 0);
}

/** `Retry-After` in milliseconds: it comes in seconds or as a date (RFC 9110, section 10.2.3) of the service's clock. */
export function retryAfterMsOf(header: string | null, serviceNow: number): number | undefined {
  if (header !== null && /^\d+$/.test(header)) return Number(header) * 1_000;
  const date = httpDateMs(header);
  return date === undefined ? undefined : Math.max(0, date - serviceNow);
}

/** A date of HTTP in milliseconds. Engines read dates into almost anything, so its shape is checked first. */
export function httpDateMs(header: string | null): number | undefined {
  const date = /^\w+, .+ GMT$/.test(header ?? "") ? Date.parse(header ?? "") : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
