import type { OperationId } from "../errors/OperationId.ts";
import type { SessionError } from "../errors/SessionError.ts";

const firstDelayMs = 250;
const longestDelayMs = 8_000;
/** After a longer `Retry-After`, the call fails at once, so that the caller learns of the wait. */
const longestRetryAfterMs = 60_000;
const passingStatuses = [429, 502, 503, 504];

/** The facts that decide whether and when a request is sent again. */
export interface Failure {
  error: SessionError;
  method: string;
  /** The first attempt counts too. */
  maxAttempts: number;
  /** A random number from 0 to 1. */
  random: number;
}

/** Returns the wait before the next attempt, or undefined when a retry could do harm or would not help. */
export function retryDelayMs({ error, method, maxAttempts, random }: Failure): number | undefined {
  if (error.attempts >= maxAttempts || !isRetryable(error, method)) return undefined;
  const { retryAfterMs = 0, attempts } = error;
  if (retryAfterMs > longestRetryAfterMs) return undefined;
  return Math.max(retryAfterMs, random * Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs));
}

/** Every request of this operation sends a mail, so only a refused one may be retried. */
const mailingOperation: OperationId = "createSession";
/** Other operations that change something are never retried. Each `verifySession` counts as a guess of the code. */
const idempotentOperations: (OperationId | undefined)[] = ["extendSession", "closeSession"];

function isRetryable({ operation, kind, status }: SessionError, method: string): boolean {
  if (operation === mailingOperation) return status === 429;
  if (method !== "GET" && !idempotentOperations.includes(operation)) return false;
  return kind === "network" || kind === "timeout" || passingStatuses.includes(status ?? 0);
}
