import { type Contract, readContract } from "@session-api/contract";
import type { operations } from "@session-api/types";
import { http } from "msw";
import { exampleSource } from "../answers/exampleSource.ts";
import { assertNoViolations } from "../controls/assertNoViolations.ts";
import { checkOptions, type KnownOptions } from "../controls/checkOptions.ts";
import { createControls } from "../controls/createControls.ts";
import { createState } from "../controls/createState.ts";
import { parseStateOptions } from "../controls/parseStateOptions.ts";
import { documentText } from "../document/document.gen.ts";
import { handleRequest } from "../respond/handleRequest.ts";
import { parseBaseUrl } from "./parseBaseUrl.ts";
import type { SessionHandlers, SessionHandlersOptions } from "./SessionHandlers.ts";
import { toIncomingRequest } from "./toIncomingRequest.ts";
import { toResponse } from "./toResponse.ts";

const known: KnownOptions<SessionHandlersOptions> = {
  baseUrl: ["string"],
  scenario: ["string"],
  document: ["string"],
  state: ["boolean", "object"],
  mail: ["function"],
};

/**
 * Creates handlers for Mock Service Worker from the document and its examples, for apps that test inside the browser or
 * without a port. They respond as `startMock` does, without Prism, so they make nothing up from a schema.
 *
 * Throws an `Error` when the document cannot be used, or does not allow the scenario.
 *
 * @example
 * ```ts
 * import { createSessionHandlers } from "@session-api/mock/msw";
 * import { setupServer } from "msw/node";
 *
 * const api = createSessionHandlers();
 * const server = setupServer(...api.handlers);
 * server.listen();
 * api.on("checkSession", { status: 401 });
 * ```
 */
export function createSessionHandlers<Operations = operations>(
  options?: SessionHandlersOptions,
): SessionHandlers<Operations>;
// `ReturnType<typeof createSessionHandlers>` takes the last overload.
export function createSessionHandlers(options?: SessionHandlersOptions): SessionHandlers;
export function createSessionHandlers(options: SessionHandlersOptions = {}): SessionHandlers {
  checkOptions("createSessionHandlers", options, known);
  const contract = readDocument(options.document ?? documentText);
  const baseUrl = parseBaseUrl(options.baseUrl ?? contract.serverUrl);
  const basePath = new URL(baseUrl, "http://localhost").pathname.replace(/\/$/, "");
  const state = createState(() => contract, options.scenario, parseStateOptions(options));

  async function respond(request: Request): Promise<Response> {
    const { response } = await handleRequest(contract, state, toIncomingRequest(request, basePath), exampleSource);
    return toResponse(response);
  }

  return {
    handlers: listUrls(contract, baseUrl).map((url) => http.all(url, ({ request }) => respond(request))),
    ...createControls<operations>(state, () => contract),
    assertNoViolations: () => assertNoViolations(state.records.violations),
  };
}

function readDocument(text: string): Contract {
  try {
    return readContract(text, "openapi.yaml");
  } catch (cause) {
    throw new Error(`document must be the text of an OpenAPI document: ${(cause as Error).message}`, { cause });
  }
}

/** Lists the URL of each path, and at the end those of all unknown paths. MSW takes the first that matches. */
function listUrls({ operations }: Contract, baseUrl: string): string[] {
  const urls = new Set(operations.map(({ path }) => `${baseUrl}${path.replace(/\{(\w+)\}/g, ":$1")}`));
  const concreteFirst = [...urls].sort((a, b) => a.split("/:").length - b.split("/:").length);
  return [...concreteFirst, baseUrl, `${baseUrl}/*`];
}
