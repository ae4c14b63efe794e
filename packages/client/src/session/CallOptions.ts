/**
 * The options of a single call. `signal` ends the call early. A type alias, because openapi-fetch does not accept an
 * interface here.
 *
 * @example
 * ```ts
 * import { type CallOptions, createSessionClient } from "@session-api/client";
 *
 * const options: CallOptions = { signal: AbortSignal.timeout(5_000) };
 * await createSessionClient().login("john@doe.net", options);
 * ```
 */
export type CallOptions = { signal?: AbortSignal };
