import type { paths } from "@session-api/types";
import createClient, { type Client } from "openapi-fetch";
import { operationIds } from "./operations.gen.ts";
import { repeat } from "./repeat.ts";
import { send, type Transport } from "./send.ts";

/**
 * openapi-fetch's own client: each operation of the document is callable by its method and path. Its calls reject with
 * a `SessionError`, so `error` is never set; what its middleware throws passes through. A call that is repeated passes
 * through the middleware again. Middleware of `client.api` is not that of `session.api`. With `parseAs` `stream`,
 * `blob`, `arrayBuffer` or `formData`, limits of time and the signal end with the headers of the answer.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionApi } from "@session-api/client";
 *
 * async function countSessions(api: SessionApi): Promise<number> {
 *   const { data } = await api.GET("/sessions");
 *   return data?.sessions.length ?? 0;
 * }
 * console.log(await countSessions(createSessionClient().resume(process.env.SESSION_BEARER ?? "").api));
 * ```
 */
export type SessionApi = Client<paths>;

export type CreateApi = (headers: Record<string, string>) => SessionApi;

/** A call of openapi-fetch, without the types that the document gives it. */
type Call = (method: string, path: string, init?: Init) => Promise<unknown>;

interface Init {
  fetch?: Transport["fetch"];
  middleware?: unknown[];
  parseAs?: string;
  signal?: AbortSignal;
}

/** openapi-fetch over a transport that rejects with a `SessionError`, so that its `error` is never set. */
export function apiOver(transport: Transport, baseUrl: string): CreateApi {
  return (headers) => {
    // A redirect would carry a code or an address to wherever it leads.
    const client = createClient<paths>({ baseUrl, headers, redirect: "manual" });
    const request = client.request as Call;
    let hasMiddleware = false;
    const call: Call = (name, path, { fetch = transport.fetch, parseAs = "json", signal, ...init } = {}) => {
      const method = name.toUpperCase();
      const operation = operationIds[`${method} ${path}`];
      return repeat(transport, { call: ++transport.calls, operation, method, signal }, (about, limitMs) => {
        const isObserved = hasMiddleware || init.middleware !== undefined;
        const attempt = { about, limitMs, fetch, parseAs, isObserved, signal };
        // A request that had the caller's signal would go on listening to it after the call.
        return request(method, path, { ...init, parseAs, fetch: (request) => send(transport, request, attempt) });
      });
    };
    const use: SessionApi["use"] = (...middleware) => {
      hasMiddleware = true;
      client.use(...middleware);
    };
    const api: Record<string, unknown> = { ...client, request: call, use };
    for (const method of Object.keys(client).filter((name) => name === name.toUpperCase()))
      api[method] = (path: string, init?: Init) => call(method, path, init);
    return api as unknown as SessionApi;
  };
}
