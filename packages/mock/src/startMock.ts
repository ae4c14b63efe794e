import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { operations } from "@session-api/types";
import type { Controls, ViolationOptions } from "./controls/Controls.ts";
import { type KnownOptions, refuseUnknown } from "./controls/checkOptions.ts";
import { assertNoViolations, controlsOf, isStrict } from "./controls/createControls.ts";
import { createScript } from "./controls/createScript.ts";
import type { ScenarioName } from "./controls/scenarios.ts";
import { loadDocument } from "./document/loadDocument.ts";
import { watchDocument } from "./document/watchDocument.ts";
import { refused } from "./respond/createErrorResponse.ts";
import { publicPath } from "./respond/matchRequest.ts";
import { refuseBroken } from "./server/clientErrors.ts";
import { type Cors, parseCors } from "./server/cors.ts";
import { createAnswers } from "./server/createRequestListener.ts";
import type { RequestLog } from "./server/RequestLog.ts";

const known: KnownOptions<MockOptions> = {
  ...{ port: ["number"], host: ["string"], dynamic: ["boolean"], seed: ["string"], document: ["string"] },
  ...{ scenario: ["string"], cors: ["string", "boolean"], log: ["function"], watch: ["function"] },
};

/** Where a mock listens, and how it answers. */
export interface MockOptions {
  /** The port to listen on. A free one by default. */
  port?: number;
  /** The address to listen on. 127.0.0.1 by default, so that only this machine can connect. */
  host?: string;
  /** Whether answers are made up from the schemas instead of taken from the examples. */
  dynamic?: boolean;
  /** What made up answers begin from. The same seed and the same requests get the same answers. */
  seed?: string;
  /** The path of an OpenAPI document of the session API. The published one by default. */
  document?: string;
  /** The scenario to play from the start. */
  scenario?: ScenarioName;
  /** The pages that may read the answers: of any origin (`"*"`, the default), of one origin, or none (`false`). */
  cors?: Cors;
  /** Called after each request. */
  log?: (entry: RequestLog) => void;
  /**
   * Reads the document again whenever it changes, and is called then, with the reason where the new one cannot be
   * used and the old one stays.
   */
  watch?: (problem: Error | undefined) => void;
}

/** A mock server that runs. */
export interface Mock<Operations = operations> extends Controls<Operations>, AsyncDisposable {
  /** Where the API is served, for a client's base URL: `http://127.0.0.1:PORT/api/auth/v2`. */
  readonly url: string;
  /**
   * Stops the server. The port is free once it resolves. Calling it again does nothing.
   *
   * Rejects, once stopped, when a function set by `on` could not answer, or, with `failOnViolations`, with an `Error`
   * that lists what the app sent against the document.
   */
  close(options?: ViolationOptions): Promise<void>;
}

/**
 * Starts a mock server of the session API and resolves once it listens. It keeps no sessions: every valid request is
 * answered with the document's example, unless the test sets something else or a `Prefer` header asks for it.
 *
 * Rejects with a one-line `Error` when the port is taken or the document cannot be read.
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
// The last one is that of `ReturnType<typeof startMock>`.
export function startMock(options?: MockOptions): Promise<Mock>;
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  refuseUnknown("startMock", options, known);
  const { port = 0, host = "127.0.0.1", dynamic = false, seed = "session-mock", document: path } = options;
  const cors = options.cors === false ? false : parseCors(String(options.cors ?? "*"));
  if (host === "") throw new Error("host wants an address, for example 127.0.0.1");
  let document = await loadDocument(path);
  const script = createScript(() => document.contract, options.scenario);
  // What a test's own callback throws must not end the process; the next reset or close says it.
  const { log: tellRequest, watch: tellReload } = options;
  const log = (entry: RequestLog) => attempt(() => tellRequest?.(entry));
  const attempt = (act: () => void) => {
    try {
      act();
    } catch (error) {
      script.fail(error);
    }
  };
  // Node's own refusal of a missing Host carries no error headers.
  const server = createServer({ requireHostHeader: false, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 });
  const answer = createAnswers({ document: () => document, script, dynamic, seed, cors, log });
  refuseBroken(server, answer, cors, (broken, refusal) => {
    const { contract } = document;
    const { status, findings } = refused(refusal, contract, undefined);
    const violations = script.recordViolations(undefined, findings);
    log({ method: broken.method, path: publicPath(contract, broken.path), status, violations });
  });
  await listen(server, port, host);
  const unwatch = tellReload && watchDocument(path, reload);
  const { address, family, port: actual } = server.address() as AddressInfo;
  const hostname = family === "IPv6" ? `[${address}]` : address;

  async function reload(): Promise<void> {
    const before = document;
    try {
      document = await loadDocument(path);
      script.recheck();
    } catch (error) {
      document = before;
      return attempt(() => tellReload?.(error as Error));
    }
    if (document !== before) attempt(() => tellReload?.(undefined));
  }

  let stopped: Promise<void> | undefined;
  async function close(options: ViolationOptions = {}): Promise<void> {
    const failOnViolations = isStrict("close", options);
    unwatch?.();
    const isFirst = stopped === undefined;
    stopped ??= stop(server);
    await stopped;
    const failure = script.failure();
    if (isFirst && failure) throw failure;
    if (failOnViolations) assertNoViolations(script);
  }

  return {
    get url() {
      return `http://${hostname}:${actual}${document.contract.basePath}`;
    },
    ...controlsOf<operations>(script, () => document.contract),
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(advice(error, port, host), { cause: error })),
    );
    server.listen(port, host, resolve);
  });
}

function advice({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === "EADDRINUSE") return `port ${port} on ${host} is taken: stop what listens there, or choose another port`;
  if (code === "EACCES") return `port ${port} is reserved for the system: choose one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `this machine has no address ${host}: try 127.0.0.1 or 0.0.0.0`;
  return `cannot listen on ${host}:${port}: ${message}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
