import type { Redactor } from "./createRedactor.ts";
import type { Exchange } from "./Exchange.ts";

export interface Recording {
  redactor: Redactor;
  /** Aborts every request, and ends the recording. */
  signal: AbortSignal;
  readContext(): Pick<Exchange, "action" | "operation">;
  /** Called before each request. Returns a function that is called with the request and its answer. */
  onRequest(): (exchange: Exchange) => void;
}

/** Creates a `fetch` that records each request and its answer, without their secrets. */
export function createRecordingFetch({ redactor, signal, readContext, onRequest }: Recording) {
  return async (request: Request): Promise<Response> => {
    // The page is left. The browser sends what is under way with `keepalive`.
    if (signal.aborted) return fetch(request, { keepalive: true });
    const start = performance.now();
    const context = readContext();
    const onExchange = onRequest();
    const { method, url } = request;
    redactor.add(request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "");
    const requestBody = redactor.redactBody(await request.clone().text());
    const requestHeaders = redactHeaders(request.headers, redactor);
    const note = (response: Exchange["response"]) => {
      const durationMs = performance.now() - start;
      const exchange = {
        ...context,
        method,
        url: redactor.redact(url),
        requestHeaders,
        requestBody,
        response,
        durationMs,
      };
      if (!signal.aborted) onExchange(exchange);
    };
    try {
      const response = await fetch(request, { signal: AbortSignal.any([request.signal, signal]) });
      const body = redactor.redactBody(await response.clone().text());
      note({ status: response.status, headers: redactHeaders(response.headers, redactor), body });
      return response;
    } catch (error) {
      note(undefined);
      throw error;
    }
  };
}

function redactHeaders(headers: Headers, { redact }: Redactor): [string, string][] {
  return [...headers].map(([name, value]) => [name, redact(value)]);
}
