import type { operations } from "@session-api/types";
import { type HttpHandler, HttpResponse, http } from "msw";
import { type ExampleAnswer, exampleAnswer, written } from "./answers/createExample.ts";
import { checkRequest } from "./contract/checkRequest.ts";
import type { Finding } from "./contract/findings.ts";
import { type Contract, type Operation, readContract } from "./contract/readContract.ts";
import type { Controls } from "./controls/Controls.ts";
import { refuseUnknown } from "./controls/checkOptions.ts";
import { assertNoViolations, controlsOf } from "./controls/createControls.ts";
import { createScript } from "./controls/createScript.ts";
import type { ScenarioName } from "./controls/scenarios.ts";
import { documentText } from "./document/document.gen.ts";
import type { HttpAnswer } from "./respond/HttpResponse.ts";
import { converse, type Source } from "./respond/handleRequest.ts";
import { pathBelow } from "./respond/matchRequest.ts";
import { maxBodyBytes, tooLarge } from "./respond/parseBody.ts";
import { headerSafe, Refusal } from "./respond/Refusal.ts";

export type { Answer, AnswerFunction, MockRequest, OperationID } from "./controls/Answer.ts";
export type { Violation } from "./controls/createScript.ts";
export type { ScenarioName } from "./controls/scenarios.ts";

/** Where the API is expected, and how it answers. */
export interface SessionHandlersOptions {
  /** The base URL that the app calls. The live service's by default. */
  baseUrl?: string;
  /** The scenario to play from the start. */
  scenario?: ScenarioName;
  /** The text of an OpenAPI document of the session API, YAML or JSON. The published one by default. */
  document?: string;
}

/** Handlers for MSW, and what a test controls of them. */
export interface SessionHandlers<Operations = operations> extends Controls<Operations> {
  /** For `setupServer(...handlers)` or `setupWorker(...handlers)`: one for each operation, one for all other paths. */
  readonly handlers: HttpHandler[];
  /** Throws an `Error` that lists what the app sent against the document, if it did. */
  assertNoViolations(): void;
}

/**
 * Makes handlers for Mock Service Worker out of the document and its examples, for apps that test inside the browser
 * or without a port. They answer as `startMock` does, without Prism: nothing is made up from a schema.
 *
 * Throws an `Error` when the document cannot be used, or contradicts the scenario.
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
// The last one is that of `ReturnType<typeof createSessionHandlers>`.
export function createSessionHandlers(options?: SessionHandlersOptions): SessionHandlers;
export function createSessionHandlers(options: SessionHandlersOptions = {}): SessionHandlers {
  refuseUnknown("createSessionHandlers", options, { baseUrl: ["string"], scenario: ["string"], document: ["string"] });
  const contract = readDocument(options.document ?? documentText);
  const baseUrl = baseUrlOf(options.baseUrl ?? contract.serverUrl);
  const basePath = new URL(baseUrl, "http://localhost").pathname.replace(/\/$/, "");
  const script = createScript(() => contract, options.scenario);

  async function respond(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const received = {
      method: request.method,
      path: pathBelow(basePath, pathname),
      query: Object.fromEntries(searchParams),
      headers: Object.fromEntries(request.headers),
      text: () => textOf(request),
      left: () => request.signal,
    };
    return toResponse((await converse(contract, script, received, examplesOf(contract))).answer);
  }

  const urls = new Set(contract.operations.map(({ path }) => `${baseUrl}${path.replace(/\{(\w+)\}/g, ":$1")}`));
  // A path without parameters is asked for before one with them.
  const concreteFirst = [...urls].sort((a, b) => a.split("/:").length - b.split("/:").length);
  const all = [...concreteFirst, baseUrl, `${baseUrl}/*`];
  return {
    handlers: all.map((url) => http.all(url, ({ request }) => respond(request))),
    ...controlsOf<operations>(script, () => contract),
    assertNoViolations: () => assertNoViolations(script),
  };
}

function readDocument(text: string): Contract {
  try {
    return readContract(text, "openapi.yaml");
  } catch (cause) {
    throw new Error(`document wants the text of an OpenAPI document: ${(cause as Error).message}`, { cause });
  }
}

/** Without a slash at its end. */
function baseUrlOf(text: string): string {
  const isPath = text.startsWith("/") && text !== "/";
  const isUrl = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#]/.test(text);
  if (isPath || isUrl) return text.replace(/\/$/, "");
  throw new Error(`baseUrl wants what the app calls, such as https://api.example/auth or /api/auth, not ${text}`);
}

/** The document's examples answer, and its schemas check. */
function examplesOf(contract: Contract): Source {
  return async (request, { status, example, dynamic }) => {
    if (dynamic) throw new Refusal(400, "Prefer: dynamic needs the mock server, handlers take the document's examples");
    const { operation } = request.found;
    const findings = checkRequest(contract, request.found, request);
    const wanted = { ...(status !== undefined && { status }), ...(example !== undefined && { example }) };
    const found =
      findings.length > 0 ? refusalOf(contract, operation, findings) : exampleAnswer(contract, operation, wanted);
    if (!found) throw new Error(`the document declares no answer to ${operation.operationId}`);
    return { answer: findings.length > 0 ? { ...found, body: "" } : written(found), findings };
  };
}

/** The refusal that Prism would choose: 401 for a bearer, otherwise the first of these that is declared. */
function refusalOf(contract: Contract, operation: Operation, findings: Finding[]): ExampleAnswer | undefined {
  const isUnauthorized = findings.some(({ rule }) => rule === "security");
  const statuses = isUnauthorized ? [401] : [422, 400];
  const answers = statuses.map((status) => exampleAnswer(contract, operation, { status }));
  return answers.find((answer) => answer !== undefined);
}

async function textOf(request: Request): Promise<string> {
  const text = await request.text();
  if (new TextEncoder().encode(text).length > maxBodyBytes) throw tooLarge();
  return text;
}

function toResponse(answer: HttpAnswer | undefined): Response {
  if (!answer) return HttpResponse.error();
  const { status, headers, body } = answer;
  const safe = Object.entries(headers).map(([name, value]) => [name, headerSafe(value)]);
  const length = body === "" ? [["Content-Length", "0"]] : [];
  return new HttpResponse(body === "" ? null : body, { status, headers: Object.fromEntries([...safe, ...length]) });
}
