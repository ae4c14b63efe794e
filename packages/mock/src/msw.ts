import { type HttpHandler, HttpResponse, http } from "msw";
import { checkRequest } from "./contract/checkRequest.ts";
import { exampleAnswer } from "./contract/exampleAnswer.ts";
import type { Finding } from "./contract/findings.ts";
import type { Match } from "./contract/operationsOf.ts";
import { type Contract, type Operation, readContract } from "./contract/readContract.ts";
import { assertNoViolations, controlsOf } from "./controlsOf.ts";
import { documentText } from "./document.gen.ts";
import type { HttpAnswer } from "./HttpAnswer.ts";
import type { Controls } from "./Mock.ts";
import { parseBody } from "./parseBody.ts";
import { type Preferences, preferencesOf } from "./preferencesOf.ts";
import { headerSafe, Refusal } from "./Refusal.ts";
import { refused } from "./refused.ts";
import { pathBelow, route } from "./route.ts";
import type { Facts } from "./script/Answer.ts";
import { createScript } from "./script/createScript.ts";
import { overlay } from "./script/overlay.ts";
import type { ScenarioName } from "./script/scenarios.ts";
import { scripted } from "./script/scripted.ts";

export type { Answer, AnswerFunction, MockRequest, OperationID } from "./script/Answer.ts";
export type { Violation } from "./script/createScript.ts";
export type { ScenarioName } from "./script/scenarios.ts";

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
export interface SessionHandlers extends Controls {
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
export function createSessionHandlers(options: SessionHandlersOptions = {}): SessionHandlers {
  const contract = readContract(options.document ?? documentText, "openapi.yaml");
  const baseUrl = (options.baseUrl ?? contract.serverUrl).replace(/\/$/, "");
  const basePath = new URL(baseUrl, "http://localhost").pathname.replace(/\/$/, "");
  const script = createScript(() => contract, options.scenario);

  /** Undefined when the connection is to be cut. */
  async function answer(request: Request, found: Match): Promise<HttpAnswer | undefined> {
    const headers = Object.fromEntries(request.headers);
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const { scenario, ...preferences } = preferencesOf(headers.prefer);
    const body = await bodyOf(request).catch((refusal) => {
      script.record(found, { query, headers, body: undefined });
      throw refusal;
    });
    const recorded = script.record(found, { query, headers, body });
    const findings = checkRequest(contract, found, { query, headers, body });
    if (findings.length > 0) {
      script.recordViolations(found.operation.operationId, findings);
      return refusalOf(contract, found.operation, findings);
    }
    const facts = await scripted(script, found.operation, recorded, { scenario, preferences });
    if (facts?.delayMs) await delay(facts.delayMs, request.signal);
    return facts?.cut ? undefined : overlay(documents(contract, found.operation, preferences, facts), facts ?? {});
  }

  async function respond(request: Request): Promise<Response> {
    let operation: Operation | undefined;
    try {
      const found = route(contract, request.method, pathBelow(basePath, new URL(request.url).pathname));
      operation = found.operation;
      return toResponse(await answer(request, found));
    } catch (error) {
      const refusal = refused(error, contract, operation);
      script.recordViolations(operation?.operationId, refusal.findings);
      return toResponse(refusal);
    }
  }

  const urls = new Set(contract.operations.map(({ path }) => `${baseUrl}${path.replace(/\{(\w+)\}/g, ":$1")}`));
  // A path without parameters is asked for before one with them.
  const concreteFirst = [...urls].sort((a, b) => a.split("/:").length - b.split("/:").length);
  return {
    handlers: [...concreteFirst, `${baseUrl}/*`].map((url) => http.all(url, ({ request }) => respond(request))),
    ...controlsOf(script, () => contract),
    assertNoViolations: () => assertNoViolations(script),
  };
}

async function bodyOf(request: Request): Promise<unknown> {
  return parseBody(await request.text(), request.headers.get("content-type") ?? undefined);
}

/** The refusal that Prism would choose: 401 for a bearer, otherwise the first of these that is declared. */
function refusalOf(contract: Contract, operation: Operation, findings: Finding[]): HttpAnswer {
  const isUnauthorized = findings.some(({ rule }) => rule === "security");
  const statuses = isUnauthorized ? [401] : [422, 400];
  const found = statuses
    .map((status) => exampleAnswer(contract, operation, { status }))
    .find((one) => one !== undefined);
  if (!found) throw new Refusal(400, `invalid request: ${findings[0]?.message}`);
  return { ...found, body: "" };
}

function documents(
  contract: Contract,
  operation: Operation,
  { code, exampleKey, dynamic }: Preferences,
  facts: Facts | undefined,
): HttpAnswer {
  if (dynamic) throw new Refusal(400, "Prefer: dynamic needs the mock server, handlers take the document's examples");
  const status = code ?? facts?.status;
  const example = exampleKey ?? facts?.example;
  const found = exampleAnswer(contract, operation, {
    ...(status !== undefined && { status }),
    ...(example !== undefined && { example }),
  });
  if (!found) throw new Refusal(400, "Prefer cannot be honoured: the document has no such answer");
  return { ...found, body: found.body === undefined ? "" : JSON.stringify(found.body) };
}

function toResponse(answer: HttpAnswer | undefined): Response {
  if (!answer) return HttpResponse.error();
  const { status, headers, body } = answer;
  const safe = Object.entries(headers).map(([name, value]) => [name, headerSafe(value)]);
  const length = body === "" ? [["Content-Length", "0"]] : [];
  return new HttpResponse(body === "" ? null : body, { status, headers: Object.fromEntries([...safe, ...length]) });
}

/** Waits until the time is over, or the app has given up. */
function delay(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    // A timer can wait for 24 days at most, which is as good as for ever.
    const timer: { unref?(): void } & ReturnType<typeof setTimeout> = setTimeout(done, Math.min(delayMs, 2 ** 31 - 1));
    // In Node, a test that hangs on purpose must not keep the process.
    timer.unref?.();
    if (signal.aborted) done();
    signal.addEventListener("abort", done, { once: true });
  });
}
