/// <reference lib="esnext.disposable" />
import { Client } from "openapi-fetch";
import { CheckedSession, CreatedSession, ListedSession, operations, paths } from "@session-api/types";
export type * from "@session-api/types";
/**
 * The name of an operation, as in the document.
 *
 * @example
 * ```ts
 * import { createSessionClient, type OperationID } from "@session-api/client";
 *
 * const calls = new Map<OperationID | undefined, number>();
 * const client = createSessionClient({
 *   onEvent: ({ type, operation }) => type === "request" && calls.set(operation, (calls.get(operation) ?? 0) + 1),
 * });
 * await client.login("john@doe.net");
 * console.log(calls.get("createSession"));
 * ```
 */
type OperationID = keyof operations;
/**
 * Why a call failed. `api`: the service refused. `network`: no answer arrived, or it broke off. `timeout`: it took too long. `aborted`:
 * the caller's signal. `malformed`: a 200 or 202 whose body is missing, no JSON, lacks what the objects here are made
 * of, or was refused by `validate`.
 *
 * @example
 * ```ts
 * import { createSessionClient, isSessionError, type SessionErrorKind } from "@session-api/client";
 *
 * const worthAnotherTry: SessionErrorKind[] = ["network", "timeout"];
 * try {
 *   await createSessionClient().login("john@doe.net");
 * } catch (error) {
 *   if (isSessionError(error)) console.log(worthAnotherTry.includes(error.kind) ? "try again" : error.message);
 * }
 * ```
 */
type SessionErrorKind = "api" | "network" | "timeout" | "aborted" | "malformed";
/**
 * What a `SessionError` states.
 *
 * @example
 * ```ts
 * import { SessionError, type SessionErrorFacts } from "@session-api/client";
 *
 * // In a test of your own code, that it shows the error id.
 * const facts: SessionErrorFacts = {
 *   kind: "api",
 *   operation: "checkSession",
 *   status: 401,
 *   errorText: "session not found",
 *   errorId: "7c9e",
 *   attempts: 1,
 * };
 * console.log(new SessionError(facts).message);
 * ```
 */
interface SessionErrorFacts {
  kind: SessionErrorKind;
  /** The operationId of the call. */
  operation: OperationID | undefined;
  /** The HTTP status. Undefined when no answer arrived. */
  status?: number | undefined;
  /** The `x-error-id` header: names this one error, for support. */
  errorId?: string | undefined;
  /** The `x-error` header: what went wrong, for people to read. */
  errorText?: string | undefined;
  /** How often the request was sent. */
  attempts: number;
  /** How long the service asked to wait, in milliseconds, from its `Retry-After` header. */
  retryAfterMs?: number | undefined;
}
/**
 * The one error of this client: a call that did not succeed, whatever the reason. The bearer is in none of its
 * fields.
 *
 * @example
 * ```ts
 * import { createSessionClient, SessionError } from "@session-api/client";
 *
 * try {
 *   await createSessionClient().resume(process.env.SESSION_BEARER ?? "").check();
 * } catch (error) {
 *   if (!(error instanceof SessionError)) throw error;
 *   console.log(error.operation, error.status, error.errorId);
 * }
 * ```
 */
declare class SessionError extends Error implements SessionErrorFacts {
  override readonly name = "SessionError";
  readonly kind: SessionErrorKind;
  readonly operation: OperationID | undefined;
  readonly status: number | undefined;
  readonly errorId: string | undefined;
  readonly errorText: string | undefined;
  readonly attempts: number;
  readonly retryAfterMs: number | undefined;
  constructor(facts: SessionErrorFacts, options?: ErrorOptions);
}
/**
 * Whether something is a `SessionError`, also one of another copy of this package, which `instanceof` would miss.
 *
 * @example
 * ```ts
 * import { createSessionClient, isSessionError } from "@session-api/client";
 *
 * const error = await createSessionClient().login("john@doe.net").catch((error: unknown) => error);
 * if (isSessionError(error)) console.log(error.message);
 * ```
 */
declare function isSessionError(value: unknown): value is SessionError;
interface Try {
  /** The number of the call, which all its events have. The first call of a client is 1. */
  call: number;
  operation: OperationID | undefined;
  /** The first try is 1. Of `retry` it is the one that failed. */
  attempt: number;
}
/**
 * What a client tells `onEvent`, for logs, metrics and traces. No event holds a bearer, a code or an address.
 * `failure`: a try got no usable answer. `expireAt` is in Unix seconds, times are in milliseconds.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionEvent } from "@session-api/client";
 *
 * function log(event: SessionEvent): void {
 *   if (event.type === "response") console.log(event.operation, event.status, `${event.durationMs} ms`, event.errorId);
 * }
 * await createSessionClient({ onEvent: log }).login("john@doe.net");
 * ```
 */
type SessionEvent = ({
  type: "request";
} & Try) | ({
  type: "response";
  status: number;
  errorId: string | undefined;
  durationMs: number;
} & Try) | ({
  type: "failure";
  kind: SessionErrorKind;
  durationMs: number;
} & Try) | ({
  type: "retry";
  delayMs: number;
} & Try) | {
  type: "extended";
  operation: "extendSession";
  sessionID: string | undefined;
  expireAt: number;
} | {
  type: "lost";
  operation: "extendSession";
  sessionID: string | undefined;
  reason: LostReason;
};
/**
 * Why a kept session is over. `limit`: the service extends no further. `expired`: it could not be extended in time.
 * `ended`: the service refuses it, for example because it was closed elsewhere, or was never verified.
 *
 * @example
 * ```ts
 * import type { LostReason } from "@session-api/client";
 *
 * const texts: Record<LostReason, string> = {
 *   limit: "You have been logged in for as long as is allowed.",
 *   expired: "The service could not be reached.",
 *   ended: "You logged out elsewhere.",
 * };
 * console.log(texts.limit);
 * ```
 */
type LostReason = "limit" | "expired" | "ended";
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
type SessionApi = Client<paths>;
/**
 * How a session is kept, and who is told.
 *
 * @example
 * ```ts
 * import { createSessionClient, type KeepAliveOptions } from "@session-api/client";
 *
 * const options: KeepAliveOptions = {
 *   leadMs: 60_000,
 *   onExtended: (expireAt) => console.log("kept until", new Date(expireAt * 1_000)),
 *   onLost: ({ reason }) => console.log("log in again:", reason),
 * };
 * createSessionClient().resume(process.env.SESSION_BEARER ?? "").keepAlive(options);
 * ```
 */
interface KeepAliveOptions {
  /** How long before the expiry to extend, in milliseconds. Five minutes by default, at most half of what is left. */
  leadMs?: number | undefined;
  /** Stops it. */
  signal?: AbortSignal | undefined;
  /** Is told each new expiry, in Unix seconds. What it throws is reported as uncaught. */
  onExtended?: ((expireAt: number) => void) | undefined;
  /** Is told once that the session is over, and why. What it throws is reported as uncaught. */
  onLost?: ((lost: {
    reason: LostReason;
    error?: unknown;
  }) => void) | undefined;
}
/**
 * A session that is being kept.
 *
 * @example
 * ```ts
 * import { createSessionClient, type KeepAlive } from "@session-api/client";
 *
 * const session = createSessionClient().resume(process.env.SESSION_BEARER ?? "");
 * const keepAlive: KeepAlive = session.keepAlive();
 * keepAlive.stop();
 * ```
 */
interface KeepAlive {
  /** Ends it. The session goes on until it expires. */
  stop(): void;
}
/**
 * What ends a call early. An alias, since openapi-fetch takes no interface for its options.
 *
 * @example
 * ```ts
 * import { type CallOptions, createSessionClient } from "@session-api/client";
 *
 * const soon: CallOptions = { signal: AbortSignal.timeout(5_000) };
 * await createSessionClient().login("john@doe.net", soon);
 * ```
 */
type CallOptions = {
  signal?: AbortSignal;
};
/**
 * A session of a user. All its calls reject with a `SessionError`. Leaving an `await using` block closes it.
 *
 * @example
 * ```ts
 * import { createSessionClient, type Session } from "@session-api/client";
 *
 * const session: Session = createSessionClient().resume(process.env.SESSION_BEARER ?? "");
 * for (const { sessionID, ip, current } of await session.list()) {
 *   if (!current) console.log(sessionID, ip);
 * }
 * console.log(`${await session.closeAllOthers()} others closed`);
 * console.log("until", new Date((await session.extend()) * 1_000));
 * ```
 */
interface Session extends AsyncDisposable {
  /** openapi-fetch's own client with the bearer added, for whatever this object does not offer. */
  readonly api: SessionApi;
  /** Whose session it is, what the user may do, and when it expires. Judge by `verified`. */
  check(options?: CallOptions): Promise<CheckedSession>;
  /** Where the user is logged in. */
  list(options?: CallOptions): Promise<ListedSession[]>;
  /**
   * Moves the expiry and resolves to the new `expireAt`, in Unix seconds, which the service is asked for. Who calls
   * meanwhile without a signal of his own gets the same outcome.
   */
  extend(options?: CallOptions): Promise<number>;
  /**
   * Ends this session, and stops keeping it at once. Who calls again meanwhile, or later, gets the same outcome, unless
   * it failed.
   */
  close(options?: CallOptions): Promise<void>;
  /** Ends another session of the same user, by its `sessionID`. Rejects with a `TypeError` for what can be none. */
  closeOther(sessionID: string, options?: CallOptions): Promise<void>;
  /**
   * Ends all other sessions of the user, one after the other, and resolves to how many it ended. Tries each of them, and
   * rejects then with the first failure; one that has ended by itself is none.
   */
  closeAllOthers(options?: CallOptions): Promise<number>;
  /**
   * Extends the session before it expires, until it is stopped, closed or lost; at least 30 s lie between two extends. A
   * page pauses while it is hidden. In Node, it does not keep a program running that has nothing else to do. Throws a
   * `RangeError` for a `leadMs` that is not above 0.
   */
  keepAlive(options?: KeepAliveOptions): KeepAlive;
  /** The secret of this session, to store it and `resume` it later. Nothing else shows it. */
  exportBearer(): string;
}
/**
 * A login that waits for its code. Its bearer opens nothing, so it has none to give.
 *
 * @example
 * ```ts
 * import { createSessionClient, type PendingLogin } from "@session-api/client";
 *
 * const first: PendingLogin = await createSessionClient().login("john@doe.net");
 * const second = await first.resend();
 * await using session = await second.verify("012345");
 * console.log(new Date(first.expireAt * 1_000), (await session.check()).alias);
 * ```
 */
interface PendingLogin extends Pick<CreatedSession, "sessionID" | "expireAt" | "ip" | "userAgent"> {
  /**
   * Sends the code from the mail and resolves to the session. A code is not sent again: when the answer is lost, the
   * service is asked whether it was accepted, and who calls with the same code meanwhile gets the same session.
   *
   * Rejects with a `SessionError`: of kind `api` when the code was refused.
   */
  verify(code: string, options?: CallOptions): Promise<Session>;
  /**
   * Asks for another code. That is a new session with a new code; this login stays valid until it expires. A 429
   * carries `retryAfterMs`.
   */
  resend(options?: CallOptions): Promise<PendingLogin>;
}
/**
 * What a client asks of each answer: the problem in words, which must hold no secret, or undefined. A problem makes
 * the call reject with a `SessionError` of kind `malformed`.
 *
 * @example
 * ```ts
 * import { createSessionClient, type Validate } from "@session-api/client";
 *
 * const isObject: Validate = (_operation, body) => (typeof body === "object" ? undefined : "it is no object");
 * await createSessionClient({ validate: isObject }).login("john@doe.net");
 * ```
 */
type Validate = (operation: OperationID, body: unknown) => string | undefined;
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
interface SessionClientOptions {
  /** Where the API is served, with its path. The live service by default. */
  baseUrl?: string | undefined;
  /** Sends a request. The global `fetch` by default, looked up at each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** How long a try, and a request with all its tries, may take, in milliseconds. 10,000 and 30,000 by default. */
  timeoutMs?: {
    perTry?: number | undefined;
    overall?: number | undefined;
  } | undefined;
  /** How often a request that may be repeated is tried at the most. 3 by default; `false` tries once. */
  retry?: {
    maxAttempts: number;
  } | false | undefined;
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
interface SessionClient {
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
declare function createSessionClient(options?: SessionClientOptions): SessionClient;
export { type CallOptions, type KeepAlive, type KeepAliveOptions, type LostReason, type OperationID, type PendingLogin, type Session, type SessionApi, type SessionClient, type SessionClientOptions, SessionError, type SessionErrorFacts, type SessionErrorKind, type SessionEvent, type Validate, createSessionClient, isSessionError };