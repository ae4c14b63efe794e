import type { CreateHttpClient, HttpInit } from "./HttpClient.ts";
import type { SessionApi } from "./openapiFetch.ts";
import { operationIds } from "./operations.gen.ts";
import { retry } from "./retry.ts";
import { send } from "./send.ts";
import type { Transport } from "./Transport.ts";

/** A call without the types of the document. */
type Call = (method: string, path: string, init?: Init) => Promise<unknown>;

interface Init extends Partial<Omit<HttpInit, "fetch">> {
  fetch?: Transport["fetch"];
  signal?: AbortSignal;
}

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/** Sends each call of an HTTP client through the transport, with retries. */
export function createApi(
  transport: Transport,
  createHttpClient: CreateHttpClient,
  baseUrl: string,
  headers: Record<string, string>,
): SessionApi {
  const client = createHttpClient(baseUrl, headers);
  let hasClientMiddleware = false;
  const call: Call = (name, path, { fetch = transport.fetch, parseAs = "json", signal, ...init } = {}) => {
    const method = name.toUpperCase();
    const operation = operationIds[`${method} ${path}`];
    return retry(transport, { call: ++transport.calls, operation, method, signal }, (about, limitMs) => {
      const hasMiddleware = hasClientMiddleware || init.middleware !== undefined;
      const attempt = { about, limitMs, fetch, parseAs, hasMiddleware, signal };
      // The request does not get the signal of the caller: it would keep listening to it after the call.
      return client.request(method, path, { ...init, parseAs, fetch: (request) => send(transport, request, attempt) });
    });
  };
  const api: Record<string, unknown> = {
    ...client,
    request: call,
    use(...middleware: unknown[]) {
      hasClientMiddleware = true;
      client.use(...middleware);
    },
  };
  for (const method of methods) api[method] = (path: string, init?: Init) => call(method, path, init);
  return api as unknown as SessionApi;
}
