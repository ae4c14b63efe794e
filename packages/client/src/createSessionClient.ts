import type { paths } from "@session-api/types";
import createClient, { type Client } from "openapi-fetch";
import { liveBaseUrl } from "./operations.gen.ts";
import { refusals } from "./refusals.ts";

/** openapi-fetch's own client: each operation of the document is callable by its method and path. */
export type SessionApi = Client<paths>;

/** Where a client calls, and how. */
export interface SessionClientOptions {
  /** Where the API is served, with its path and without a trailing slash. The live service by default. */
  baseUrl?: string;
  /** Sends a request. The global `fetch` by default, looked up at each call. */
  fetch?: (request: Request) => Promise<Response>;
}

/** A client of the session API. */
export interface SessionClient {
  /** Calls without a bearer: `createSession` and `verifySession`. */
  readonly api: SessionApi;
  /**
   * Calls with the bearer of a session, for every operation that needs one. Throws a `TypeError` for what cannot
   * be a bearer, without repeating it.
   */
  resume(bearer: string): { readonly api: SessionApi };
}

/**
 * Creates a client of the session API. Sends nothing by itself.
 *
 * A call resolves with `data` when the service answers 200 or 202 (`data` is undefined when such an answer has
 * no body). It rejects with a `SessionError` for every other answer, for a body that is broken, and when there is
 * no answer at all, so `error` is never set.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 *
 * const client = createSessionClient();
 * const { data: created } = await client.api.POST("/session", { body: { email: "john@doe.net" } });
 * ```
 */
export function createSessionClient({ baseUrl = liveBaseUrl, fetch }: SessionClientOptions = {}): SessionClient {
  const createApi = (headers: Record<string, string>): SessionApi => {
    const api = createClient<paths>({
      baseUrl,
      headers,
      // Looked up at each call, so that whoever replaces the global `fetch` later is heard.
      fetch: (request) => (fetch ?? globalThis.fetch)(request),
    });
    api.use(refusals);
    return api;
  };
  return {
    api: createApi({}),
    resume: (bearer) => {
      // A header that cannot be sent would be quoted in the error of whoever refuses it.
      if (!/^[\x21-\x7e]+$/.test(bearer)) throw new TypeError("resume wants a bearer as createSession answered it");
      return { api: createApi({ Authorization: `Bearer ${bearer}` }) };
    },
  };
}
