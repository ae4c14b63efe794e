import type { SessionEvent } from "./events.ts";
import { acknowledging } from "./operations.gen.ts";
import { retryAfterMsOf } from "./retry.ts";
import { type OperationID, SessionError, type SessionErrorFacts } from "./SessionError.ts";

/** What all calls of a client share. */
export interface Transport {
  fetch(request: Request): Promise<Response>;
  timeoutMs: { perTry: number; overall: number };
  maxAttempts: number;
  emit(event: SessionEvent): void;
  validate: ((operation: OperationID, body: unknown) => string | undefined) | undefined;
  /** How far the service's clock is ahead, by its `Date` header. 0 while none is known. */
  skewMs: number;
}

/** One try of a call. */
export interface Attempt {
  operation: OperationID | undefined;
  /** The first is 1. */
  attempt: number;
  limitMs: number;
  fetch(request: Request): Promise<Response>;
  /** Whether the body is read here, so that a broken one fails like any other call. */
  readsJson: boolean;
  /** Ends the request. */
  controller: AbortController;
  /** The caller's. */
  signal: AbortSignal | undefined;
}

/** Sends a request, once. Rejects with a `SessionError` unless it is answered with a usable 200 or 202. */
export async function send(
  transport: Transport,
  request: Request,
  { operation, attempt, limitMs, fetch, readsJson, controller, signal }: Attempt,
): Promise<Response> {
  const fail = (facts: Omit<SessionErrorFacts, "operation" | "attempts">, options?: ErrorOptions) =>
    new SessionError({ operation, attempts: attempt, ...facts }, options);
  const start = Date.now();
  const follow = () => controller.abort(signal?.reason);
  let isTimeout = false;
  const timer = setTimeout(() => {
    isTimeout = true;
    controller.abort();
  }, limitMs);
  if (signal?.aborted) follow();
  signal?.addEventListener("abort", follow);
  transport.emit({ type: "request", operation, attempt });
  let status: number | undefined;
  try {
    const response = await fetch(request);
    const { headers } = response;
    status = response.status;
    const now = Date.now();
    const date = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(date)) transport.skewMs = date - now;
    const errorId = headers.get("x-error-id") ?? undefined;
    transport.emit({ type: "response", operation, attempt, status, errorId, durationMs: now - start });
    if (status === 200 || status === 202) {
      if (!readsJson) return response;
      const text = await response.text();
      const problem = problemOf(text, operation, transport.validate);
      // The parser's own words would quote the body, which may hold a bearer.
      if (problem) throw fail({ kind: "malformed", status }, { cause: new SyntaxError(problem) });
      // openapi-fetch reads it after us. A new response would have lost its `url`, and cost time.
      return Object.assign(response, { text: async () => text, json: async () => JSON.parse(text) });
    }
    // Read and forgotten, so that its connection can be used again. It may be broken or taken: no matter.
    if (headers.get("content-length") !== "0") await response.text().catch(() => undefined);
    const retryAfterMs = retryAfterMsOf(headers.get("retry-after"), now);
    throw fail({ kind: "api", status, errorId, errorText: errorTextOf(response), retryAfterMs });
  } catch (cause) {
    if (cause instanceof SessionError) throw cause;
    const kind = signal?.aborted ? "aborted" : isTimeout ? "timeout" : "network";
    transport.emit({ type: "failure", operation, attempt, kind, durationMs: Date.now() - start });
    throw fail({ kind, status }, { cause: signal?.aborted ? signal.reason : cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", follow);
  }
}

/** A page sees only the headers that the service exposes to it. */
function errorTextOf({ type, headers }: Response): string | undefined {
  const text = headers.get("x-error") ?? undefined;
  if (text !== undefined || type !== "cors") return text;
  return "the browser hides why: the service must send Access-Control-Expose-Headers: x-error, x-error-id, Retry-After, Date";
}

function problemOf(
  text: string,
  operation: OperationID | undefined,
  validate: Transport["validate"],
): string | undefined {
  if (text === "") return operation && acknowledging.includes(operation) ? undefined : "it is empty";
  try {
    const body: unknown = JSON.parse(text);
    return operation && validate?.(operation, body);
  } catch {
    return "it is no JSON";
  }
}
