import { SessionError } from "../errors/SessionError.ts";
import type { SessionErrorFacts } from "../errors/SessionErrorFacts.ts";
import { drain } from "./drain.ts";
import { longestTimerMs } from "./longestTimerMs.ts";
import { parseBody } from "./parseBody.ts";
import { parseHttpDateMs, parseRetryAfterMs } from "./parseRetryAfterMs.ts";
import { readErrorText } from "./readErrorText.ts";
import { readViolations } from "./readViolations.ts";
import { redactBearer } from "./redactBearer.ts";
import type { Attempt, Transport } from "./Transport.ts";

/** Sends a request once. Rejects with a `SessionError` unless the response is a usable 200 or 202. */
export async function send(
  transport: Transport,
  request: Request,
  { about, limitMs, fetch, parseAs, hasMiddleware, signal }: Attempt,
): Promise<Response> {
  const { operation, attempt } = about;
  const start = Date.now();
  let status: number | undefined;
  let text: string | undefined;
  let isTimeout = false;
  let failure: SessionError;
  const controller = new AbortController();
  const interrupt = () => controller.abort(signal?.reason);
  const expire = () => {
    isTimeout = true;
    interrupt();
  };
  const timer = setTimeout(expire, Math.min(limitMs, longestTimerMs));
  signal?.addEventListener("abort", interrupt);
  if (signal?.aborted) interrupt();
  transport.emit?.({ type: "request", ...about });
  try {
    controller.signal.throwIfAborted();
    // Only a custom `fetch` needs a copy that carries our signal. A copy costs time.
    const response = await (fetch
      ? within(fetch(new Request(request, { signal: controller.signal })))
      : globalThis.fetch(request, { signal: controller.signal }));
    controller.signal.throwIfAborted();
    const { headers } = response;
    status = response.status;
    const now = Date.now();
    updateSkew(transport, headers.get("date"), now);
    const errorId = headers.get("x-error-id") ?? undefined;
    transport.emit?.({ type: "response", ...about, status, errorId, durationMs: now - start });
    if (status === 200 || status === 202) {
      if (parseAs !== "json" && parseAs !== "text") return response;
      text = await within(response.text());
      const body = parseAs === "json" ? parseBody(text, operation, transport.validate) : undefined;
      return hasMiddleware ? copyResponse(response, text) : restoreBody(response, text, body);
    }
    const retryAfterMs = parseRetryAfterMs(headers.get("retry-after"), now + transport.skewMs);
    const violations = readViolations(headers.get("sl-violations"));
    failure = createError({
      kind: "api",
      status,
      errorId,
      errorText: readErrorText(response),
      retryAfterMs,
      violations,
    });
    // A body that is broken, locked or late changes nothing: the facts are in the headers.
    if (headers.get("content-length") !== "0") await within(drain(response.body)).catch(() => undefined);
  } catch (cause) {
    failure = cause instanceof SessionError ? cause : toSessionError(cause);
    const { kind } = failure;
    transport.emit?.({ type: "failure", ...about, kind, durationMs: Date.now() - start });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
  }
  // Thrown only here: to throw an error once more costs time.
  throw failure;

  /** A custom `fetch` may ignore the signal of its request. */
  function within<T>(work: Promise<T>): Promise<T> {
    if (!fetch) return work;
    const interrupted = new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener("abort", () => reject(controller.signal.reason));
    });
    return Promise.race([interrupted, work]);
  }

  function toSessionError(cause: unknown): SessionError {
    // The body arrived, and only its use can have failed.
    if (text !== undefined) return createError({ kind: "malformed", status }, cause);
    if (signal?.aborted) return createError({ kind: "aborted", status }, signal.reason);
    const { host } = new URL(request.url);
    const bearer = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    return createError({ kind: isTimeout ? "timeout" : "network", status, host }, redactBearer(cause, bearer));
  }

  function createError(facts: Omit<SessionErrorFacts, "operation" | "attempts">, cause?: unknown): SessionError {
    return new SessionError({ operation, attempts: attempt, ...facts }, cause === undefined ? undefined : { cause });
  }
}

/** Reads how far the clock of the service is ahead. A date that was read before tells nothing new. */
function updateSkew(transport: Transport, date: string | null, now: number): void {
  if (date === transport.date) return;
  transport.date = date;
  const serviceNow = parseHttpDateMs(date);
  if (serviceNow !== undefined) transport.skewMs = serviceNow - now;
}

/** Lets the HTTP client read a body that was read before. */
function restoreBody(response: Response, text: string, body: unknown): Response {
  return Object.assign(response, { text: async () => text, json: async () => body });
}

/** Middleware may read the body in every way, so it needs a new response, which costs time. */
function copyResponse(response: Response, text: string): Response {
  return Object.defineProperty(new Response(text, response), "url", { value: response.url });
}
