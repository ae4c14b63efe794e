import type { paths } from "@session-api/types";
import createClient, { type Client } from "openapi-fetch";
import type { HttpClient } from "./HttpClient.ts";

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

/** Creates a client of openapi-fetch. Only this file imports the package. */
export function openapiFetch(baseUrl: string, headers: Record<string, string>): HttpClient {
  return createClient({ baseUrl, headers, redirect: "manual" }) as unknown as HttpClient;
}
