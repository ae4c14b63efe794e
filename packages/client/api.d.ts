/// <reference lib="esnext.disposable" />
import { Client } from "openapi-fetch";
import { CheckedSession, CreatedSession, ListedSession, operations, paths } from "@session-api/types";
export type * from "@session-api/types";
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
type SessionApi = Client<paths>;
/**
 * The operationId of an operation of the document.
 *
 * @example
 * ```ts
 * import { createSessionClient, type OperationId } from "@session-api/client";
 *
 * const calls = new Map<OperationId | undefined, number>();
 * const client = createSessionClient({
 *   onEvent: ({ type, operation }) => type === "request" && calls.set(operation, (calls.get(operation) ?? 0) + 1),
 * });
 * await client.login("john@doe.net");
 * console.log(calls.get("createSession"));
 * ```
 */
type OperationId = keyof operations;
/**
 * The kind of failure of a call.
 *
 * - `api`: the service refused the call.
 * - `network`: no response arrived, or its body broke off.
 * - `timeout`: the call took too long.
 * - `aborted`: the signal of the caller ended the call.
 * - `malformed`: the body of a 200 or 202 is missing, is not JSON, lacks a field that the client needs, or was refused
 *   by `validate`.
 *
 * @example
 * ```ts
 * import { createSessionClient, isSessionError, type SessionErrorKind } from "@session-api/client";
 *
 * const passingKinds: SessionErrorKind[] = ["network", "timeout"];
 * try {
 *   await createSessionClient().login("john@doe.net");
 * } catch (error) {
 *   if (isSessionError(error)) console.log(passingKinds.includes(error.kind) ? "try again later" : error.message);
 * }
 * ```
 */
type SessionErrorKind = "api" | "network" | "timeout" | "aborted" | "malformed";
/**
 * The facts that a `SessionError` is made of.
 *
 * @example
 * ```ts
 * import { SessionError, type SessionErrorFacts } from "@session-api/client";
 *
 * // A test of your own code can make an error like this one.
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
  operation: OperationId | undefined;
  /** The HTTP status. Undefined when no response arrived. */
  status?: number | undefined;
  /** The `x-error-id` header: the id of this one error, for support. */
  errorId?: string | undefined;
  /** The `x-error` header: a description for people. */
  errorText?: string | undefined;
  /** The differences between the request and the document, such as `body.email must be string`. Only the mock lists them. */
  violations?: string[] | undefined;
  /** The host and port that gave no response. */
  host?: string | undefined;
  /** The number of times that the request was sent. */
  attempts: number;
  /** The wait that the `Retry-After` header of the service asks for, in milliseconds. */
  retryAfterMs?: number | undefined;
}
interface Attempt {
  /** The number of the call, which all its events share. The first call of a client is 1. */
  call: number;
  operation: OperationId | undefined;
  /** The number of the attempt. The first attempt is 1. In a `retry` event it is the one that failed. */
  attempt: number;
}
/**
 * The events that a client passes to `onEvent`, for logs, metrics and traces. No event contains a bearer, a code or an
 * email address. A `failure` is an attempt without a usable response. `expireAt` is in Unix seconds, durations are in
 * milliseconds.
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
} & Attempt) | ({
  type: "response";
  status: number;
  errorId: string | undefined;
  durationMs: number;
} & Attempt) | ({
  type: "failure";
  kind: SessionErrorKind;
  durationMs: number;
} & Attempt) | ({
  type: "retry";
  delayMs: number;
} & Attempt) | {
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
 * The reason why `keepAlive` lost a session.
 *
 * - `limit`: the service does not extend the session any further.
 * - `expired`: the session could not be extended in time.
 * - `ended`: the service refuses the session, for example because it was closed elsewhere or never verified.
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
 * Checks the body of a response. Returns a description of the violation, or undefined when there is none. A violation
 * makes the call reject with a `SessionError` of kind `malformed`. The description must not contain a secret.
 *
 * @example
 * ```ts
 * import { createSessionClient, type Validate } from "@session-api/client";
 *
 * const isObject: Validate = (_operation, body) => (typeof body === "object" ? undefined : "it is not an object");
 * await createSessionClient({ validate: isObject }).login("john@doe.net");
 * ```
 */
type Validate = (operation: OperationId, body: unknown) => string | undefined;
/**
 * The options of a client.
 *
 * @example
 * ```ts
 * import { createSessionClient, type SessionClientOptions } from "@session-api/client";
 *
 * const options: SessionClientOptions = {
 *   userAgent: "my-app/1.0",
 *   timeoutMs: { perTry: 2_000, overall: 5_000 },
 *   retry: { maxAttempts: 2 },
 * };
 * const pending = await createSessionClient(options).login("john@doe.net");
 * console.log(pending.userAgent);
 * ```
 */
interface SessionClientOptions {
  /** The URL of the API with its path. The live service by default. */
  baseUrl?: string | undefined;
  /** Sends a request. The global `fetch` by default, which is read at each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** The time limits of one attempt and of all attempts of a call, in milliseconds. 10,000 and 30,000 by default. */
  timeoutMs?: {
    perTry?: number | undefined;
    overall?: number | undefined;
  } | undefined;
  /** The highest number of attempts of a call that may be retried. 3 by default. `false` means a single attempt. */
  retry?: {
    maxAttempts: number;
  } | false | undefined;
  /**
   * The `User-Agent` of every request, which users see in the list of their sessions. The runtime's own by default.
   * Chromium ignores it and sends that of the browser.
   */
  userAgent?: string | undefined;
  /** Headers for every request. */
  headers?: Record<string, string> | undefined;
  /** Checks every response, for example `reportViolations` of `@session-api/client/validate`. No check by default. */
  validate?: Validate | undefined;
  /**
   * Called for every request, response, failure and retry, and when `keepAlive` extends or loses a session. Events
   * contain no secrets. An error that it throws is reported as uncaught, and does not change the call.
   */
  onEvent?: ((event: SessionEvent) => void) | undefined;
}
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
type CallOptions = {
  signal?: AbortSignal;
};
/**
 * The options of `keepAlive`. An error that a callback throws is reported as uncaught.
 *
 * @example
 * ```ts
 * import { createSessionClient, type KeepAliveOptions } from "@session-api/client";
 *
 * const options: KeepAliveOptions = {
 *   leadMs: 60_000,
 *   onExtended: (expireAt) => console.log("extended until", new Date(expireAt * 1_000)),
 *   onLost: ({ reason }) => console.log("log in again:", reason),
 * };
 * createSessionClient().resume(process.env.SESSION_BEARER ?? "").keepAlive(options);
 * ```
 */
interface KeepAliveOptions {
  /**
   * The time before the expiry at which to extend, in milliseconds. Five minutes by default, and at most half of the
   * remaining time.
   */
  leadMs?: number | undefined;
  /** Stops extending when it aborts. */
  signal?: AbortSignal | undefined;
  /** Called after each extension with the new expiry, in Unix seconds. */
  onExtended?: ((expireAt: number) => void) | undefined;
  /** Called once, when the session is lost. */
  onLost?: ((lost: {
    reason: LostReason;
    error?: unknown;
  }) => void) | undefined;
}
/**
 * Extends a session in the background.
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
  /** Stops extending. The session itself stays valid until it expires. */
  stop(): void;
}
/**
 * A session of a user. Its calls reject with a `SessionError`. The end of an `await using` block closes it.
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
  /** The client of openapi-fetch, with the bearer added, for operations that have no method here. */
  readonly api: SessionApi;
  /**
   * The id of this session. Known after a login. A resumed session knows it after its first `check`, `extend` or `close`,
   * and has `undefined` until then.
   */
  readonly sessionID: string | undefined;
  /**
   * Reads the session with its user, roles, groups and expiry. An unverified session may also be readable, so check
   * `verified`.
   */
  check(options?: CallOptions): Promise<CheckedSession>;
  /** Lists the active sessions of the user. */
  list(options?: CallOptions): Promise<ListedSession[]>;
  /**
   * Moves the expiry, and resolves to the new `expireAt` in Unix seconds, which a second request reads. Concurrent calls
   * share these requests, unless they pass their own signal.
   */
  extend(options?: CallOptions): Promise<number>;
  /**
   * Closes this session, and stops its `keepAlive` at once. Concurrent and later calls share the outcome. After a
   * failure, the next call tries again.
   */
  close(options?: CallOptions): Promise<void>;
  /** Closes another session of the user, by its `sessionID`. Rejects with a `TypeError` for an id that cannot exist. */
  closeOther(sessionID: string, options?: CallOptions): Promise<void>;
  /**
   * Closes all other sessions of the user, one after the other, and resolves to their number. Tries every session before
   * it rejects with the first failure. A session that has already ended does not count, and is not a failure.
   */
  closeAllOthers(options?: CallOptions): Promise<number>;
  /**
   * Extends the session before it expires, until it is stopped, closed or lost. At least 30 seconds pass between two
   * extensions. Pauses while its page is hidden. Does not keep a Node process running. Throws a
   * `TypeError` for a wrong option.
   */
  keepAlive(options?: KeepAliveOptions): KeepAlive;
  /** Returns the secret of this session, which `resume` takes later. No other field or method shows it. */
  exportBearer(): string;
}
/**
 * A login that waits for its code. Its bearer is not active yet, so only `exportPending` contains it.
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
   * Sends the code from the mail and resolves to the session. Never retries: when no response arrives, it asks the service
   * whether the session is verified. A resumed login also asks after a refusal, because a form may be sent twice. Calls
   * with the same code share one session.
   *
   * Rejects with a `SessionError`, of kind `api` when the service refused the code.
   */
  verify(code: string, options?: CallOptions): Promise<Session>;
  /**
   * Requests another code, which belongs to a new pending login. This login stays valid until it expires. Rejects with a
   * `SessionError`. A 429 carries `retryAfterMs`.
   */
  resend(options?: CallOptions): Promise<PendingLogin>;
  /**
   * Returns this login as one opaque text, which `client.resumeLogin` takes later, for example in the next HTTP request.
   *
   * The text contains the email address and the bearer. The bearer opens the session as soon as the code is verified, so
   * keep the text as secret as a bearer, and delete it after the verification.
   */
  exportPending(): string;
}
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
interface SessionClient {
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
declare function createSessionClient(options?: SessionClientOptions): SessionClient;
/**
 * The only error that calls of this client reject with. No field contains the bearer.
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
  readonly operation: OperationId | undefined;
  readonly status: number | undefined;
  readonly errorId: string | undefined;
  readonly errorText: string | undefined;
  readonly violations: string[] | undefined;
  readonly host: string | undefined;
  readonly attempts: number;
  readonly retryAfterMs: number | undefined;
  constructor(facts: SessionErrorFacts, options?: ErrorOptions);
}
/**
 * Tells whether a value is a `SessionError`. Also recognises errors of another copy of this package, which `instanceof`
 * does not.
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
/**
 * The `code` of an error that a wrong option or argument causes.
 *
 * - `ERR_OPTION_UNKNOWN`: there is no option of this name.
 * - `ERR_OPTION_INVALID`: the value of an option is wrong, or the options are not an object.
 * - `ERR_ARGUMENT_INVALID`: an email, a code or a `sessionID` is missing, or has the wrong type.
 * - `ERR_BEARER_MALFORMED`: `resume` got a value that cannot be a bearer, for example from a damaged cookie.
 * - `ERR_PENDING_MALFORMED`: `resumeLogin` got a text that `exportPending` did not make.
 * - `ERR_PENDING_EXPIRED`: the pending login of `resumeLogin` has expired.
 * - `ERR_SESSION_ID_UNKNOWN`: `sessionQueries` got a resumed session before its first `check`.
 *
 * @example
 * ```ts
 * import { createSessionClient, type UsageErrorCode } from "@session-api/client";
 *
 * const expected: UsageErrorCode = "ERR_BEARER_MALFORMED";
 * try {
 *   createSessionClient().resume("a damaged cookie");
 * } catch (error) {
 *   if (!(error instanceof TypeError && "code" in error && error.code === expected)) throw error;
 *   console.log("log in again");
 * }
 * ```
 */
type UsageErrorCode = "ERR_OPTION_UNKNOWN" | "ERR_OPTION_INVALID" | "ERR_ARGUMENT_INVALID" | "ERR_BEARER_MALFORMED" | "ERR_PENDING_MALFORMED" | "ERR_PENDING_EXPIRED" | "ERR_SESSION_ID_UNKNOWN";
/**
 * Tells whether a value can be a bearer: visible ASCII, as HTTP can send it. Sends no request, so it does not tell
 * whether the bearer opens a session.
 *
 * @example
 * ```ts
 * import { createSessionClient, isBearer } from "@session-api/client";
 *
 * const stored: unknown = process.env.SESSION_BEARER;
 * if (isBearer(stored)) console.log((await createSessionClient().resume(stored).check()).alias);
 * ```
 */
declare function isBearer(value: unknown): value is string;
export { type CallOptions, type KeepAlive, type KeepAliveOptions, type LostReason, type OperationId, type PendingLogin, type Session, type SessionApi, type SessionClient, type SessionClientOptions, SessionError, type SessionErrorFacts, type SessionErrorKind, type SessionEvent, type UsageErrorCode, type Validate, createSessionClient, isBearer, isSessionError };