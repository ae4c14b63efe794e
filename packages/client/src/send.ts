import { drain } from "./drain.ts";
import type { SessionEvent } from "./events.ts";
import { acknowledging } from "./operations.gen.ts";
import { httpDateMs, retryAfterMsOf } from "./retry.ts";
import { type OperationID, SessionError, type SessionErrorFacts } from "./SessionError.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

/** Timers hold no longer time. */
export const longestTimerMs: number = 24 * 60 * 60_000;

/** What all calls of a client share. */
export interface Transport {
  /** The caller's. The global one by default, looked up at each call, so that whoever replaces it later is heard. */
  fetch: ((request: Request) => Promise<Response>) | undefined;
  timeoutMs: { perTry: number; overall: number };
  maxAttempts: number;
  emit(event: SessionEvent): void;
  validate: ((operation: OperationID, body: unknown) => string | undefined) | undefined;
  /** How far the service's clock is ahead, by its `Date` header. 0 while none is known. */
  skewMs: number;
  /** How many calls there were. Their numbers pair the events. */
  calls: number;
}

/** One try of a call. */
export interface Attempt {
  /** What its events say of it. */
  about: { call: number; operation: OperationID | undefined; attempt: number };
  limitMs: number;
  fetch: Transport["fetch"];
  parseAs: string;
  /** Whether middleware may want to read the body as well. */
  isObserved: boolean;
  /** The caller's. */
  signal: AbortSignal | undefined;
}

/** Sends a request, once. Rejects with a `SessionError` unless it is answered with a usable 200 or 202. */
export async function send(
  transport: Transport,
  request: Request,
  { about, limitMs, fetch, parseAs, isObserved, signal }: Attempt,
): Promise<Response> {
  const { operation, attempt } = about;
  const start = Date.now();
  let status: number | undefined;
  let refusal: SessionError | undefined;
  let isTimeout = false;
  const controller = new AbortController();
  const interrupt = () => controller.abort(signal?.reason);
  // A `fetch` of the caller's may not listen to the signal of its request.
  const interrupted =
    fetch &&
    new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener("abort", () => reject(controller.signal.reason));
    });
  const timer = setTimeout(
    () => {
      isTimeout = true;
      interrupt();
    },
    Math.min(limitMs, longestTimerMs),
  );
  signal?.addEventListener("abort", interrupt);
  if (signal?.aborted) interrupt();
  transport.emit({ type: "request", ...about });
  try {
    return await (interrupted ? Promise.race([interrupted, receive()]) : receive());
  } catch (cause) {
    const error = refusal ?? (cause instanceof SessionError ? cause : failure(cause));
    if (error.kind !== "api")
      transport.emit({ type: "failure", ...about, kind: error.kind, durationMs: Date.now() - start });
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
  }

  async function receive(): Promise<Response> {
    controller.signal.throwIfAborted();
    // One more request costs time, so it is made only for whom it tells the signal.
    const response = await (fetch
      ? fetch(new Request(request, { signal: controller.signal }))
      : globalThis.fetch(request, { signal: controller.signal }));
    controller.signal.throwIfAborted();
    const { headers, statusText } = response;
    status = response.status;
    const now = Date.now();
    const date = httpDateMs(headers.get("date"));
    if (date !== undefined) transport.skewMs = date - now;
    const errorId = headers.get("x-error-id") ?? undefined;
    transport.emit({ type: "response", ...about, status, errorId, durationMs: now - start });
    if (status !== 200 && status !== 202) {
      const retryAfterMs = retryAfterMsOf(headers.get("retry-after"), now + transport.skewMs);
      refusal = fail({ kind: "api", status, errorId, errorText: errorTextOf(response), retryAfterMs });
      // It may be broken, or taken by somebody else: no matter.
      if (headers.get("content-length") !== "0") await drain(response.body).catch(() => undefined);
      throw refusal;
    }
    if (parseAs !== "json" && parseAs !== "text") return response;
    const text = await response.text();
    const problem = parseAs === "json" ? problemOf(text, operation, transport.validate) : undefined;
    if (problem) throw fail({ kind: "malformed", status }, problem);
    // openapi-fetch reads it after us. A new response costs time, so it is made only where somebody else reads it too.
    if (!isObserved) return Object.assign(response, { text: async () => text, json: async () => JSON.parse(text) });
    const copy = new Response(text, { status, statusText, headers });
    return Object.defineProperty(copy, "url", { value: response.url });
  }

  function failure(cause: unknown): SessionError {
    if (signal?.aborted) return fail({ kind: "aborted", status }, signal.reason);
    const bearer = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    return fail({ kind: isTimeout ? "timeout" : "network", status }, withoutSecrets(cause, bearer));
  }

  function fail(facts: Omit<SessionErrorFacts, "operation" | "attempts">, cause?: unknown): SessionError {
    return new SessionError({ operation, attempts: attempt, ...facts }, cause === undefined ? undefined : { cause });
  }
}

function errorTextOf({ type, status, headers }: Response): string | undefined {
  const text = headers.get("x-error");
  if (text !== null) return text;
  if (type === "opaqueredirect" || (status >= 300 && status < 400))
    return "it leads elsewhere, where no secret is sent: set baseUrl to where the service is";
  if (status < 300) return "only 200 and 202 are success";
  // A page sees only the headers that the service exposes to it.
  if (type === "cors")
    return "the browser hides why: the service must send Access-Control-Expose-Headers: x-error, x-error-id, Retry-After, Date";
  return undefined;
}

function problemOf(text: string, operation: OperationID | undefined, validate: Transport["validate"]): unknown {
  if (text === "") return operation && acknowledging.includes(operation) ? undefined : new SyntaxError("it is empty");
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The parser's own words would quote the body, which may hold a bearer.
    return new SyntaxError("it is no JSON");
  }
  try {
    const problem = operation && validate?.(operation, body);
    return problem === undefined ? undefined : new SyntaxError(problem);
  } catch (error) {
    return error;
  }
}
