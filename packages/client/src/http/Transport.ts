import type { OperationId } from "../errors/OperationId.ts";
import type { SessionEvent } from "../events/SessionEvent.ts";
import type { Validate } from "../validate/Validate.ts";

/** The settings and the state that all calls of a client share. */
export interface Transport {
  /** Undefined for the global `fetch`, which is read at each call because tools such as MSW replace it. */
  fetch: ((request: Request) => Promise<Response>) | undefined;
  timeoutMs: { perTry: number; overall: number };
  maxAttempts: number;
  /** Undefined without a listener, so that no event is made for nothing. */
  emit: ((event: SessionEvent) => void) | undefined;
  validate: Validate | undefined;
  /** How far the clock of the service is ahead, from its `Date` header. 0 while unknown. */
  skewMs: number;
  /** The last `Date` header. */
  date: string | null;
  /** The number of calls so far. */
  calls: number;
}

/** One attempt of a call. */
export interface Attempt {
  /** The fields that all events of the attempt share. */
  about: { call: number; operation: OperationId | undefined; attempt: number };
  limitMs: number;
  fetch: Transport["fetch"];
  parseAs: string;
  /** Middleware may read the body too. */
  hasMiddleware: boolean;
  /** The signal of the caller. */
  signal: AbortSignal | undefined;
}
