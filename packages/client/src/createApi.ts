import type { paths } from "@session-api/types";
import createClient, { type Client } from "openapi-fetch";
import { operationIds } from "./operations.gen.ts";
import { type Call, send, type Transport } from "./send.ts";

/** openapi-fetch's own client: each operation of the document is callable by its method and path. */
export type SessionApi = Client<paths>;

export type CreateApi = (headers: Record<string, string>) => SessionApi;

/** openapi-fetch over a transport that rejects with a `SessionError`, so that its `error` is never set. */
export function apiOver(transport: Transport, baseUrl: string): CreateApi {
  const signals = new WeakMap<Request, AbortSignal>();
  const calls = new WeakMap<Request, Call>();

  /** Keeps a caller's signal out of the request: a request would go on listening to it after the call. */
  class QuietRequest extends globalThis.Request {
    constructor(input: RequestInfo | URL, init: RequestInit = {}) {
      const { signal, ...rest } = init;
      super(input, rest);
      if (signal) signals.set(this, signal);
    }
  }

  return (headers) => {
    const api = createClient<paths>({
      baseUrl,
      headers,
      Request: QuietRequest,
      fetch: (request) =>
        send(transport, request, calls.get(request) ?? { operation: undefined, readsJson: true, signal: undefined }),
    });
    api.use({
      onRequest({ request, schemaPath, options }) {
        const operation = operationIds[`${request.method} ${schemaPath}`];
        calls.set(request, { operation, readsJson: options.parseAs === "json", signal: signals.get(request) });
      },
    });
    return api;
  };
}
