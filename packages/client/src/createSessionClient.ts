import { createUsageError } from "./errors/UsageError.ts";
import { notify } from "./events/notify.ts";
import { createApi } from "./http/createApi.ts";
import type { CreateHttpClient } from "./http/HttpClient.ts";
import { openapiFetch, type SessionApi } from "./http/openapiFetch.ts";
import { liveBaseUrl } from "./http/operations.gen.ts";
import type { Transport } from "./http/Transport.ts";
import { checkClientOptions } from "./options/checkClientOptions.ts";
import type { SessionClientOptions } from "./options/SessionClientOptions.ts";
import type { CallOptions } from "./session/CallOptions.ts";
import { createLogins } from "./session/createLogins.ts";
import { isBearer } from "./session/isBearer.ts";
import { openSession } from "./session/openSession.ts";
import type { PendingLogin } from "./session/PendingLogin.ts";
import { parsePending } from "./session/pendingText.ts";
import type { Session } from "./session/Session.ts";

/**
 * A client of the session API.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionClient } from "@session-api/client";
 *
 * async function readRoles(client: SessionClient, bearer: string): Promise<string[]> {
 *   return (await client.resume(bearer).check()).roles;
 * }
 * console.log(await readRoles(createSessionClient(), process.env.SESSION_BEARER ?? ""));
 * ```
 */
export interface SessionClient {
  /** The client of openapi-fetch, for operations that have no method here. It sends no bearer by itself. */
  readonly api: SessionApi;
  /**
   * Starts a login. Every call makes the service mail a code. Rejects with a `SessionError`. A 429 carries
   * `retryAfterMs`.
   */
  login(email: string, options?: CallOptions): Promise<PendingLogin>;
  /**
   * Continues a login from the text of `exportPending`, for example in the next HTTP request. Sends no request. Throws a
   * `TypeError` with a `code`: `ERR_PENDING_EXPIRED`, or `ERR_PENDING_MALFORMED` for a text that is wrong, cut off or of
   * another version.
   */
  resumeLogin(text: string): PendingLogin;
  /**
   * Continues a session from its stored bearer. Sends no request. Throws a `TypeError` of code `ERR_BEARER_MALFORMED` for
   * a value that cannot be a bearer, without quoting it.
   */
  resume(bearer: string): Session;
}

/**
 * Creates a client of the session API. Sends no request.
 *
 * Every call of the client rejects with a `SessionError` unless the response is a usable 200 or 202. Throws a `TypeError`
 * that names the option when an option is unknown or wrong.
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
  return createClientOver(openapiFetch, options);
}

/** Creates a client over another HTTP client, for the tests. */
export function createClientOver(http: CreateHttpClient, options: SessionClientOptions): SessionClient {
  checkClientOptions(options);
  const { baseUrl = liveBaseUrl, timeoutMs = {}, retry = { maxAttempts: 3 }, userAgent, onEvent } = options;
  const headers = { ...(userAgent && { "User-Agent": userAgent }), ...options.headers };
  const transport: Transport = {
    fetch: options.fetch,
    timeoutMs: { perTry: timeoutMs.perTry ?? 10_000, overall: timeoutMs.overall ?? 30_000 },
    maxAttempts: retry ? retry.maxAttempts : 1,
    emit: onEvent && ((event) => notify(onEvent, event)),
    validate: options.validate,
    skewMs: 0,
    date: null,
    calls: 0,
  };
  const api = createApi(transport, http, baseUrl, headers);
  const open = (bearer: string, sessionID?: string) => {
    const api = createApi(transport, http, baseUrl, { ...headers, Authorization: `Bearer ${bearer}` });
    return openSession({ transport, api, bearer, sessionID });
  };
  const logins = createLogins({ transport, api, open });
  return {
    api,
    login: logins.logIn,
    resumeLogin: (text) => logins.resume(parsePending(text, Date.now())),
    resume(bearer) {
      if (!isBearer(bearer))
        throw createUsageError(
          "ERR_BEARER_MALFORMED",
          "resume needs the text of exportBearer: visible ASCII, without spaces and without `Bearer `",
        );
      return open(bearer);
    },
  };
}
