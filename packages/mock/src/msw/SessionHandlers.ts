import type { operations } from "@session-api/types";
import type { HttpHandler } from "msw";
import type { Controls } from "../controls/Controls.ts";
import type { StateOptions } from "../controls/parseStateOptions.ts";
import type { ScenarioName } from "../controls/scenarios.ts";

/** The options of `createSessionHandlers`. */
export interface SessionHandlersOptions extends StateOptions {
  /** The base URL that the app calls. That of the live service by default. */
  baseUrl?: string | undefined;
  /** The scenario to play from the start. */
  scenario?: ScenarioName | undefined;
  /** The text of an OpenAPI document of the session API, YAML or JSON. The published one by default. */
  document?: string | undefined;
}

/** Handlers for MSW, and the controls of a test over them. */
export interface SessionHandlers<Operations = operations> extends Controls<Operations> {
  /** For `setupServer(...handlers)` or `setupWorker(...handlers)`: one for each path, and one for all unknown paths. */
  readonly handlers: HttpHandler[];
  /** Throws an `Error` that lists the violations, if there are any. */
  assertNoViolations(): void;
}
