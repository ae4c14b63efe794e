import { checkOptions, type KnownOptions } from "./controls/checkOptions.ts";
import type { StateOptions } from "./controls/parseStateOptions.ts";
import type { ScenarioName } from "./controls/scenarios.ts";
import { type Cors, checkCors } from "./server/cors.ts";
import type { RequestLog } from "./server/RequestLog.ts";

/** The options of `startMock`. */
export interface MockOptions extends StateOptions {
  /** The port to listen on. A free one by default. */
  port?: number | undefined;
  /** The address to listen on. 127.0.0.1 by default, so that only this machine can connect. */
  host?: string | undefined;
  /** Whether to make responses up from the schemas instead of taking the examples. False by default. */
  dynamic?: boolean | undefined;
  /** The seed of made-up responses, with `dynamic`. The same seed and the same requests get the same responses. */
  seed?: string | undefined;
  /** The path of an OpenAPI document of the session API. The published one by default. */
  document?: string | undefined;
  /** Whether requests may leave out the base path `/api/auth/v2`. False by default: such a request gets a 404. */
  alsoAtRoot?: boolean | undefined;
  /** The scenario to play from the start. */
  scenario?: ScenarioName | undefined;
  /** The pages that may read the responses: those of any origin (`"*"`, the default), of one origin, or none (`false`). */
  cors?: Cors | undefined;
  /** Called after each request. */
  log?: ((entry: RequestLog) => void) | undefined;
  /**
   * Makes the mock read its `document` again after each change of the file. It is called after each reading, with the
   * reason when the new document cannot be used. The mock then keeps the old one.
   */
  watch?: ((problem: Error | undefined) => void) | undefined;
  /**
   * Whether to serve the documentation site at `/`, from the package `@session-api/docs`, which must be installed. Its page
   * "Try it" offers this mock. False by default.
   */
  docs?: boolean | undefined;
  /** The path of a file that records the `coverage()` as JSON. The mock replaces the file, and keeps it current. */
  record?: string | undefined;
}

const known: KnownOptions<MockOptions> = {
  port: ["number"],
  host: ["string"],
  dynamic: ["boolean"],
  seed: ["string"],
  document: ["string"],
  alsoAtRoot: ["boolean"],
  scenario: ["string"],
  state: ["boolean", "object"],
  mail: ["function"],
  cors: ["string", "boolean"],
  log: ["function"],
  watch: ["function"],
  docs: ["boolean"],
  record: ["string"],
};

/** The options with their defaults. */
export type MockSettings = MockOptions & { port: number; host: string; dynamic: boolean; seed: string; cors: Cors };

/** Throws an `Error` for an option that is unknown or wrong. */
export function checkMockOptions(options: MockOptions): MockSettings {
  checkOptions("startMock", options, known);
  const { port = 0, host = "127.0.0.1", dynamic = false, seed = "session-mock", cors = "*" } = options;
  if (options.state && dynamic) throw new Error("state and dynamic exclude each other: a session is not made up");
  if (host === "") throw new Error("host must be an address, for example 127.0.0.1");
  if (options.watch && options.document === undefined)
    throw new Error("watch needs document, because the published document never changes");
  if (options.seed !== undefined && !dynamic)
    throw new Error("seed needs dynamic: true, because only made-up responses depend on it");
  if (options.record === "") throw new Error("record must be the path of a file, for example session-api.json");
  return { ...options, port, host, dynamic, seed, cors: checkCors(cors) };
}
