import type { Violation } from "@session-api/contract";
import type { operations } from "@session-api/types";
import type { Coverage } from "../coverage/Coverage.ts";
import type { AnswerFunction, AnswerWith, Cut, DeclaredStatus, SuccessBody } from "./Answer.ts";
import type { Clock } from "./createClock.ts";
import type { ReceivedRequest } from "./MockRequest.ts";
import type { OperationId } from "./OperationId.ts";
import type { ScenarioName } from "./scenarios.ts";

/** The controls of a test over a mock, the same for a server and for MSW handlers. */
export interface Controls<Operations = operations> {
  /** The requests since the last `reset` that match an operation, their bearers redacted. At most the latest 1,000. */
  readonly requests: readonly ReceivedRequest<Operations>[];
  /** The ways in which requests differed from the document since the last `reset`. At most the latest 1,000. */
  readonly violations: readonly Violation[];
  /**
   * Sets the answer to an operation, for its next request or until `reset`. Answers for `once` go first, in their
   * order. A request that differs from the document is always refused, and a `Prefer` header overrides the answer.
   *
   * Throws an `Error` that quotes the document when it does not allow the answer. The return value of a function is
   * checked at each request: a wrong one becomes a 500, and the next `reset` or `close` throws its error.
   *
   * @example
   * ```ts
   * import { startMock } from "@session-api/mock";
   *
   * await using mock = await startMock();
   * mock.on("checkSession", { status: 401 });
   * mock.on("createSession", { status: 429, headers: { "Retry-After": "3" } }, { once: true });
   * mock.on("verifySession", ({ body }) => ({ status: body.code === "054321" ? 202 : 401 }));
   * mock.on("getSessions", { cut: true, delayMs: 50 });
   * ```
   */
  on<Id extends OperationId<Operations>, Status extends DeclaredStatus<Operations[Id]> | undefined = undefined>(
    operationId: Id,
    answer: AnswerWith<Operations[Id], Status> | Cut | AnswerFunction<Id, Operations>,
    options?: { once?: boolean },
  ): void;
  /**
   * The clock of the mock, for the expiries of the default responses: `createSession` ends 10 minutes later, a verified
   * session 24 hours later. It shows the real time, or that of fake timers, until the test sets it.
   *
   * @example
   * ```ts
   * import { startMock } from "@session-api/mock";
   *
   * await using mock = await startMock();
   * mock.clock.set(new Date("2030-01-01T00:00:00Z"));
   * console.log(mock.example("checkSession").expireAt); // 1893542400
   * mock.clock.advance(60);
   * ```
   */
  readonly clock: Clock;
  /**
   * Returns the latest code that the live server would have mailed to an email. Undefined when it would have mailed none.
   *
   * Throws an `Error` when the mock does not remember sessions.
   *
   * @example
   * ```ts
   * import { startMock } from "@session-api/mock";
   *
   * await using mock = await startMock({ state: true });
   * const headers = { "content-type": "application/json" };
   * const body = JSON.stringify({ email: "john@doe.net" });
   * await fetch(`${mock.url}/session`, { method: "POST", headers, body });
   * console.log(mock.codeOf("john@doe.net"));
   * ```
   */
  codeOf(email: string): string | undefined;
  /** Plays a scenario until `reset`. Answers that `on` sets override it. */
  play(scenario: ScenarioName): void;
  /**
   * Returns a copy of the document's example of an operation's success, as a start for a body. Its `expireAt` counts from
   * the `clock`.
   */
  example<Id extends OperationId<Operations>>(operationId: Id): SuccessBody<Operations[Id]>;
  /**
   * Returns the parts of the API that the app used since the mock started: a `reset` keeps it. It holds no values.
   *
   * @example
   * ```ts
   * import { deepEqual } from "node:assert/strict";
   * import { startMock } from "@session-api/mock";
   *
   * await using mock = await startMock();
   * await fetch(`${mock.url}/session`, { headers: { authorization: "Bearer any" } });
   * deepEqual(mock.coverage().operations.checkSession.fields, ["header.authorization"]);
   * deepEqual(mock.coverage().undeclared, []);
   * ```
   */
  coverage(): Coverage<OperationId<Operations>>;
  /**
   * Removes all answers, requests, violations and sessions, sets the clock back to the real time, and plays the initial
   * scenario again. Requests that still wait for
   * their response are cut, and late ones leave no trace.
   *
   * Throws at its end when a function set by `on` failed or a `log` threw. With `failOnViolations` it also throws an
   * `Error` that lists the violations, if there are any.
   */
  reset(options?: ViolationOptions): void;
}

export interface ViolationOptions {
  /** Whether to throw when a request differed from the document. False by default. */
  failOnViolations?: boolean | undefined;
}
