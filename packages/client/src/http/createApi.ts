import type { paths } from "@session-api/types";
import createClient, { type Client } from "openapi-fetch";
import { operationIds } from "./operations.gen.ts";
import { retry } from "./retry.ts";
import { send } from "./send.ts";
import type { Transport } from "./Transport.ts";

/**
 * The client of openapi-fetch, which calls each operation of the document by its method and path.
 *
 * - A call that fails rejects with a `SessionError`, so `error` is never set. Errors that middleware throws pass through.
 * - Middleware runs again for every attempt. `client.api` and `session.api` have separate middleware.
 * - With `parseAs` `stream`, `blob`, `arrayBuffer` or `formData`, the time limits and the signal cover the call only
 *   until the headers arrive.
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

/** A call of openapi-fetch without the types of the document. */
type Call = (method: string, path: string, init?: Init) => Promise<unknown>;

interface Init {
  fetch?: Transport["fetch"];
  middleware?: unknown[];
  parseAs?: string;
  signal?: AbortSignal;
}

/** Creates a client of openapi-fetch that sends each call through the transport, with retries. */
export function createApi(transport: Transport, baseUrl: string, headers: Record<string, string>): SessionApi {
  // A redirect would carry a code or an email address to another server.
  const client = createClient<paths>({ baseUrl, headers, redirect: "manual" });
  const request = client.request as Call;
  let hasClientMiddleware = false;
  const call: Call = (name, path, { fetch = transport.fetch, parseAs = "json", signal, ...init } = {}) => {
    const method = name.toUpperCase();
    const operation = operationIds[`${method} ${path}`];
    return retry(transport, { call: ++transport.calls, operation, method, signal }, (about, limitMs) => {
      const hasMiddleware = hasClientMiddleware || init.middleware !== undefined;
      const attempt = { about, limitMs, fetch, parseAs, hasMiddleware, signal };
      // The request does not get the signal of the caller: it would keep listening to it after the call.
      return request(method, path, { ...init, parseAs, fetch: (request) => send(transport, request, attempt) });
    });
  };
  const use: SessionApi["use"] = (...middleware) => {
    hasClientMiddleware = true;
    client.use(...middleware);
  };
  const api: Record<string, unknown> = { ...client, request: call, use };
  for (const method of Object.keys(client).filter((name) => name === name.toUpperCase()))
    api[method] = (path: string, init?: Init) => call(method, path, init);
  return api as unknown as SessionApi;
}
