import type { operations } from "@session-api/types";
import type { AnswerFunction, AnswerWith, Cut, MockRequest, OperationID, StatusOf, SuccessOf } from "./Answer.ts";
import type { Violation } from "./createScript.ts";
import type { ScenarioName } from "./scenarios.ts";

/** A request in the list of a mock. Its `operationId` tells the type of its `body` and `parameters`. */
export type ReceivedRequest<Operations = operations> = {
  [ID in OperationID<Operations>]: MockRequest<ID, Operations>;
}[OperationID<Operations>];

/** What a test controls, whether requests come over a port or are intercepted. */
export interface Controls<Operations = operations> {
  /** The requests since the last `reset` that mean an operation, with the bearer masked. The latest 1,000 are kept. */
  readonly requests: readonly ReceivedRequest<Operations>[];
  /** What the app sent against the document since the last `reset`. The latest 1,000 are kept. */
  readonly violations: readonly Violation[];
  /**
   * Sets the answer to an operation, for its next request or until `reset`. Answers for `once` are given first, in
   * their order. A request that breaks the document is refused whatever was set, and a `Prefer` header goes first.
   *
   * Throws an `Error` that quotes the document when the answer contradicts it. What a function returns is checked
   * when it answers: a contradiction becomes a 500, and the next `reset` or `close` fails with it.
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
  on<ID extends OperationID<Operations>, Status extends StatusOf<Operations[ID]> | undefined = undefined>(
    operationId: ID,
    answer: AnswerWith<Operations[ID], Status> | Cut | AnswerFunction<ID, Operations>,
    options?: { once?: boolean },
  ): void;
  /** Plays a scenario until `reset`. What `on` sets goes before it. */
  play(scenario: ScenarioName): void;
  /** The document's example of an operation's success, to build a body from. */
  example<ID extends OperationID<Operations>>(operationId: ID): SuccessOf<Operations[ID]>;
  /**
   * Forgets answers, requests and violations, and plays again what it was started with.
   *
   * Whatever waits, such as a request that hangs, is cut, and what comes late leaves no trace.
   *
   * Throws, after that, when a function set by `on` could not answer or a `log` threw, or, with `failOnViolations`, an
   * `Error` that lists what the app sent against the document.
   */
  reset(options?: ViolationOptions): void;
}

export interface ViolationOptions {
  /** Whether to throw when the app sent something against the document. False by default. */
  failOnViolations?: boolean;
}
