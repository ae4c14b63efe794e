import { checkOptions } from "./checkOptions.ts";
import { apiOver, type SessionApi } from "./createApi.ts";
import type { SessionEvent } from "./events.ts";
import { isBearer } from "./isBearer.ts";
import { logIn, type PendingLogin } from "./logIn.ts";
import { observe } from "./observe.ts";
import { type CallOptions, openSession, type Session } from "./openSession.ts";
import { liveBaseUrl } from "./operations.gen.ts";
import type { Transport } from "./send.ts";
import type { Validate } from "./validate.ts";

/**
 * Where a client calls, and how.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionClientOptions } from "@session-api/client";
 *
 * const options: SessionClientOptions = {
 *   headers: { "User-Agent": "my-app/1.0" },
 *   timeoutMs: { perTry: 2_000, overall: 5_000 },
 *   retry: { maxAttempts: 2 },
 * };
 * const pending = await createSessionClient(options).login("john@doe.net");
 * console.log(pending.userAgent);
 * ```
 */
export interface SessionClientOptions {
  /** Where the API is served, with its path. The live service by default. */
  baseUrl?: string | undefined;
  /** Sends a request. The global `fetch` by default, looked up at each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** How long a try, and a request with all its tries, may take, in milliseconds. 10,000 and 30,000 by default. */
  timeoutMs?: { perTry?: number | undefined; overall?: number | undefined } | undefined;
  /** How often a request that may be repeated is tried at the most. 3 by default; `false` tries once. */
  retry?: { maxAttempts: number } | false | undefined;
  /** Headers for every request, for example a `User-Agent`. */
  headers?: Record<string, string> | undefined;
  /** Looks at every answer, for example `driftGuard` of `@session-api/client/validate`. Nothing by default. */
  validate?: Validate | undefined;
  /**
   * Is told of every request, answer, repeat, and of kept and lost sessions; never of a secret. What it throws is
   * reported as uncaught, and changes nothing of the call.
   */
  onEvent?: ((event: SessionEvent) => void) | undefined;
}

/**
 * A client of the session API.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionClient } from "@session-api/client";
 *
 * async function rolesOf(client: SessionClient, bearer: string): Promise<string[]> {
 *   return (await client.resume(bearer).check()).roles;
 * }
 * console.log(await rolesOf(createSessionClient(), process.env.SESSION_BEARER ?? ""));
 * ```
 */
export interface SessionClient {
  /** openapi-fetch's own client, for whatever the objects do not offer. A bearer goes into its headers. */
  readonly api: SessionApi;
  /**
   * Asks for a code, which the service mails. Every call sends a mail. Rejects with a `SessionError`; a 429 carries
   * `retryAfterMs`.
   */
  login(email: string, options?: CallOptions): Promise<PendingLogin>;
  /**
   * Continues a session whose bearer was stored. Sends nothing. Throws a `TypeError` for what cannot be a bearer,
   * without repeating it.
   */
  resume(bearer: string): Session;
}

/**
 * Creates a client of the session API. Sends nothing by itself.
 *
 * Every call rejects with a `SessionError` unless it is answered with a usable 200 or 202. Throws a `TypeError` that
 * names an option nothing can be done with.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 *
 * const client = createSessionClient();
 * const pending = await client.login("john@doe.net");
 * await using session = await pending.verify("012345");
 * console.log((await session.check()).fullName);
 * ```
 */
export function createSessionClient(options: SessionClientOptions = {}): SessionClient {
  checkOptions(options);
  const { baseUrl = liveBaseUrl, timeoutMs = {}, retry = { maxAttempts: 3 }, headers = {}, onEvent } = options;
  const transport: Transport = {
    fetch: options.fetch,
    timeoutMs: { perTry: timeoutMs.perTry ?? 10_000, overall: timeoutMs.overall ?? 30_000 },
    maxAttempts: retry ? retry.maxAttempts : 1,
    emit: (event) => observe(onEvent, event),
    validate: options.validate,
    skewMs: 0,
    calls: 0,
  };
  const createApi = apiOver(transport, baseUrl);
  const api = createApi(headers);
  const open = (bearer: string, sessionID?: string) =>
    openSession({ transport, api: createApi({ ...headers, Authorization: `Bearer ${bearer}` }), bearer, sessionID });
  const resume = (bearer: string) => {
    if (!isBearer(bearer)) throw new TypeError("resume wants a bearer as createSession answered it");
    return open(bearer);
  };
  return { api, login: (email, options) => logIn({ api, open, email }, options), resume };
}
