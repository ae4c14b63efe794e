import type { SessionEvent } from "./events.ts";
import { acknowledging } from "./operations.gen.ts";
import { retryAfterMsOf, retryDelayMs } from "./retry.ts";
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

export interface Call {
  operation: OperationID | undefined;
  fetch(request: Request): Promise<Response>;
  /** Whether the body is read here, so that a broken one fails like any other call. */
  readsJson: boolean;
  /** Ends the request as it was handed over, which is the first try. */
  controller: AbortController;
  /** The caller's. */
  signal: AbortSignal | undefined;
}

/** Sends a request until it is answered with a usable 200 or 202, or must not be sent again. Rejects with a `SessionError`. */
export async function send(transport: Transport, request: Request, call: Call): Promise<Response> {
  const { operation, signal } = call;
  const deadline = Date.now() + transport.timeoutMs.overall;
  // Sending uses a body up. Of all that is ever repeated, `createSession` alone has one.
  const spare = request.method === "POST" && transport.maxAttempts > 1 ? request.clone() : request;
  for (let attempt = 1, { controller } = call; ; attempt++) {
    const answer = await sendOnce(transport, request, { ...call, controller }, attempt, deadline);
    if (!(answer instanceof SessionError)) return answer;
    const { method } = request;
    const delayMs = retryDelayMs({ error: answer, method, maxAttempts: transport.maxAttempts, random: Math.random() });
    if (delayMs === undefined || Date.now() + delayMs >= deadline) throw answer;
    transport.emit({ type: "retry", operation, attempt, delayMs });
    const reason = await sleep(delayMs, signal);
    if (reason) throw new SessionError({ kind: "aborted", operation, attempts: attempt }, { cause: reason.cause });
    controller = new AbortController();
    request = new Request(spare.clone(), { signal: controller.signal });
  }
}

async function sendOnce(
  transport: Transport,
  request: Request,
  call: Call,
  attempt: number,
  deadline: number,
): Promise<Response | SessionError> {
  const { operation, signal, controller } = call;
  const follow = () => controller.abort(signal?.reason);
  const start = Date.now();
  const fail = (facts: Omit<SessionErrorFacts, "operation" | "attempts">, cause?: unknown) =>
    new SessionError({ operation, attempts: attempt, ...facts }, cause === undefined ? undefined : { cause });
  let isTimeout = false;
  const timer = setTimeout(
    () => {
      isTimeout = true;
      controller.abort();
    },
    Math.min(transport.timeoutMs.perTry, deadline - start),
  );
  if (signal?.aborted) follow();
  signal?.addEventListener("abort", follow);
  transport.emit({ type: "request", operation, attempt });
  let status: number | undefined;
  try {
    const response = await call.fetch(request);
    status = response.status;
    const now = Date.now();
    const date = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(date)) transport.skewMs = date - now;
    const errorId = response.headers.get("x-error-id") ?? undefined;
    transport.emit({ type: "response", operation, attempt, status, errorId, durationMs: now - start });
    if (status === 200 || status === 202)
      return call.readsJson ? await readJson(transport, response, operation, fail) : response;
    // Read and forgotten, so that its connection can be used again. It may be broken or taken: no matter.
    if (response.headers.get("content-length") !== "0") await response.text().catch(() => undefined);
    const retryAfterMs = retryAfterMsOf(response.headers.get("retry-after"), now);
    return fail({ kind: "api", status, errorId, errorText: errorTextOf(response), retryAfterMs });
  } catch (cause) {
    const kind = signal?.aborted ? "aborted" : isTimeout ? "timeout" : "network";
    transport.emit({ type: "failure", operation, attempt, kind, durationMs: Date.now() - start });
    return fail({ kind, status }, signal?.aborted ? signal.reason : cause);
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

async function readJson(
  transport: Transport,
  response: Response,
  operation: OperationID | undefined,
  fail: (facts: { kind: "malformed"; status: number }, cause: unknown) => SessionError,
): Promise<Response | SessionError> {
  const text = await response.text();
  const problem = problemOf(text, operation, transport.validate);
  // The parser's own words would quote the body, which may hold a bearer.
  if (problem) return fail({ kind: "malformed", status: response.status }, new SyntaxError(problem));
  // openapi-fetch reads it after us. A new response would have lost its `url`, and cost time.
  return Object.assign(response, { text: async () => text, json: async () => JSON.parse(text) });
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

/** Resolves after a while, or at once with the reason when the signal says so. */
function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<{ cause: unknown } | undefined> {
  return new Promise((resolve) => {
    const end = (result?: { cause: unknown }) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      resolve(result);
    };
    const abort = () => end({ cause: signal?.reason });
    const timer = setTimeout(end, delayMs);
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
  });
}
