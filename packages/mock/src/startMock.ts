import { loadDocs } from "@session-api/contract/docs";
import type { operations } from "@session-api/types";
import { assertNoViolations, parseFailOnViolations } from "./controls/assertNoViolations.ts";
import type { ViolationOptions } from "./controls/Controls.ts";
import { createControls } from "./controls/createControls.ts";
import { createState } from "./controls/createState.ts";
import { parseStateOptions } from "./controls/parseStateOptions.ts";
import { recordCoverage } from "./coverage/recordCoverage.ts";
import { loadDocument } from "./document/loadDocument.ts";
import { watchDocument } from "./document/watchDocument.ts";
import type { Mock } from "./Mock.ts";
import { checkMockOptions, type MockOptions } from "./MockOptions.ts";
import { createMockServer } from "./server/createMockServer.ts";
import { listen, stop } from "./server/listen.ts";

/**
 * Starts a mock server of the session API and resolves once it listens. Every valid request gets the document's example,
 * unless the test sets an answer or a `Prefer` header wants another one. With `state: true` the mock remembers sessions.
 *
 * Rejects with a one-line `Error` when the port is taken, a file cannot be read or written, or `docs` are not installed.
 *
 * @example
 * ```ts
 * import { startMock } from "@session-api/mock";
 *
 * await using mock = await startMock();
 * mock.on("checkSession", { body: { ...mock.example("checkSession"), roles: [] } });
 * const response = await fetch(`${mock.url}/session`, { headers: { authorization: "Bearer any" } });
 * console.log(await response.json(), mock.requests[0]?.operationId);
 * ```
 */
export function startMock<Operations = operations>(options?: MockOptions): Promise<Mock<Operations>>;
// `ReturnType<typeof startMock>` takes the last overload.
export function startMock(options?: MockOptions): Promise<Mock>;
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const settings = checkMockOptions(options);
  let document = await loadDocument(settings.document);
  const getContract = () => document.contract;
  const state = createState(getContract, settings.scenario, parseStateOptions(settings));

  /** An error of a test's own callback must not end the process. The next `reset` or `close` throws it. */
  function callBack<Argument>(callback: ((argument: Argument) => void) | undefined, argument: Argument): void {
    try {
      callback?.(argument);
    } catch (error) {
      state.fail(error);
    }
  }

  async function reload(): Promise<void> {
    const before = document;
    try {
      document = await loadDocument(settings.document);
      state.scenario.check();
    } catch (error) {
      document = before;
      return callBack(settings.watch, error as Error);
    }
    if (document !== before) callBack(settings.watch, undefined);
  }

  const baseUrl = document.contract.basePath || "/";
  const docs = settings.docs ? await loadDocs({ baseUrl, kind: "mock" }) : undefined;
  const server = createMockServer({
    ...settings,
    docs,
    getDocument: () => document,
    state,
    log: (entry) => callBack(settings.log, entry),
  });
  const origin = await listen(server, settings.port, settings.host);
  const unwatch = settings.watch && settings.document !== undefined && watchDocument(settings.document, reload);
  const stopRecording = startRecording();

  function startRecording(): (() => void) | undefined {
    if (settings.record === undefined) return undefined;
    try {
      return recordCoverage(settings.record, () => state.coverage.read(getContract()), state.fail);
    } catch (error) {
      if (unwatch) unwatch();
      server.close();
      throw error;
    }
  }

  let stopped: Promise<void> | undefined;
  async function close(options: ViolationOptions = {}): Promise<void> {
    const failOnViolations = parseFailOnViolations("close", options);
    if (unwatch) unwatch();
    const isFirst = stopped === undefined;
    stopped ??= stop(server);
    await stopped;
    if (isFirst) stopRecording?.();
    const failure = state.failure();
    if (isFirst && failure) throw failure;
    if (failOnViolations) assertNoViolations(state.records.violations);
  }

  return {
    get url() {
      return origin + document.contract.basePath;
    },
    ...createControls<operations>(state, getContract),
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}
