import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { checkRequest } from "./contract/checkRequest.ts";
import { finding } from "./contract/findings.ts";
import type { Match } from "./contract/operationsOf.ts";
import type { Contract, Operation } from "./contract/readContract.ts";
import { type Cors, isPreflight, preflightHeaders, sharedHeaders } from "./cors.ts";
import { createPrism, type PrismAnswer, type PrismViolation, type Wanted } from "./createPrism.ts";
import type { HttpAnswer } from "./HttpAnswer.ts";
import type { LoadedDocument } from "./loadDocument.ts";
import { preferencesOf } from "./preferencesOf.ts";
import { headerSafe } from "./Refusal.ts";
import type { RequestLog } from "./RequestLog.ts";
import { readBody } from "./readBody.ts";
import { refused } from "./refused.ts";
import { methodsAt, pathBelow, publicPath, route } from "./route.ts";
import type { Facts } from "./script/Answer.ts";
import type { Script, Violation } from "./script/createScript.ts";
import { overlay } from "./script/overlay.ts";
import { scripted } from "./script/scripted.ts";

interface MockSettings {
  document: () => LoadedDocument;
  script: Script;
  dynamic: boolean;
  seed: string;
  cors: Cors;
  log: ((entry: RequestLog) => void) | undefined;
}

/** A line of the log in the making. */
interface Entry {
  operation?: Operation;
  method: string;
  path: string;
  violations: Violation[];
}

/** Prism answers whatever the document covers; everything else is refused here, with the headers of an error. */
export function createAnswers({ document, script, dynamic, seed, cors, log }: MockSettings): RequestListener {
  const prism = createPrism(dynamic);
  const shared = sharedHeaders(cors);

  /** Undefined when the connection is to be cut. */
  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    entry: Entry,
  ): Promise<HttpAnswer | undefined> {
    const { contract, operations } = document();
    const { method = "", headers } = request;
    const { path, query } = target(request.url ?? "/", contract.basePath);
    entry.path = publicPath(path);
    if (cors !== false && isPreflight(request)) {
      const allow = methodsAt(contract, path);
      if (allow.length > 0) return { status: 204, headers: preflightHeaders(request, allow), body: "" };
    }
    const found = route(contract, method, path);
    const { operation } = found;
    entry.operation = operation;
    entry.path = operation.path;

    const { scenario, ...preferences } = preferencesOf(headers.prefer);
    const body = await readBody(request).catch((refusal) => {
      script.record(found, { query, headers, body: undefined });
      throw refusal;
    });
    const received = { query, headers, body };
    const recorded = script.record(found, received);
    const turn = script.turn(operation.operationId);
    const ask = (wanted: Omit<Wanted, "seed">) =>
      prism(operations, {
        ...{ ...received, method, path },
        wanted: { ...wanted, seed: `${seed}/${operation.operationId}/${turn}` },
      });

    const own = await ask(preferences);
    if (own.violations.length > 0) {
      const findings = checkRequest(contract, found, received);
      const all = findings.length > 0 ? findings : own.violations.map((one) => prismFinding(contract, found, one));
      entry.violations = script.recordViolations(operation.operationId, all);
      return own;
    }
    const facts = await scripted(script, operation, recorded, { scenario, preferences });
    return facts ? play(facts, ask, response) : own;
  }

  return async (request, response) => {
    const entry: Entry = { method: request.method ?? "", path: "", violations: [] };
    const outcome = await answer(request, response, entry).catch((error) => {
      const refusal = refused(error, document().contract, entry.operation);
      entry.violations = script.recordViolations(entry.operation?.operationId, refusal.findings);
      return refusal;
    });
    if (outcome && !response.destroyed) send(response, shared, outcome);
    else request.socket.destroy();
    const { operation, ...facts } = entry;
    tell(log, {
      ...(operation && { operationId: operation.operationId }),
      ...facts,
      ...(outcome && response.headersSent && { status: outcome.status }),
    });
  };
}

/** What a log throws is reported as uncaught, as that of an event listener is: the answer has been given. */
function tell(log: MockSettings["log"], line: RequestLog): void {
  try {
    log?.(line);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function target(url: string, basePath: string): { path: string; query: Record<string, string> } {
  // A proxy is sent the whole URL, and may pass it on (RFC 9112, section 3.2.2).
  const [path = "", query] = url.replace(/^https?:\/\/[^/]+/i, "").split("?", 2);
  return { path: pathBelow(basePath, path), query: Object.fromEntries(new URLSearchParams(query)) };
}

/** Prism's answer of that status, with what the test set instead. */
async function play(
  facts: Facts,
  ask: (wanted: Omit<Wanted, "seed">) => Promise<PrismAnswer>,
  response: ServerResponse,
): Promise<HttpAnswer | undefined> {
  const { status, example, delayMs = 0, cut } = facts;
  if (delayMs > 0) await delay(delayMs, response);
  if (cut || response.destroyed) return undefined;
  const prisms = await ask({
    ...(status !== undefined && { code: status }),
    ...(example !== undefined && { exampleKey: example }),
  });
  return overlay(prisms, facts);
}

/** Waits until the time is over or the client has left, which a stopping mock makes it do. */
async function delay(delayMs: number, response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  const done = new AbortController();
  const left = once(response, "close", { signal: done.signal }).catch(() => {});
  // A timer can wait for 24 days at most, which is as good as for ever.
  const over = wait(Math.min(delayMs, 2 ** 31 - 1), undefined, { signal: done.signal }).catch(() => {});
  await Promise.race([left, over]);
  done.abort();
}

function send(response: ServerResponse, shared: Record<string, string>, { status, headers, body }: HttpAnswer): void {
  response.setHeaders(new Map(Object.entries(shared)));
  // What a test set goes before what all answers have, whatever the case of its letters.
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, headerSafe(value));
  response.writeHead(status, { "Content-Length": Buffer.byteLength(body) }).end(body);
}

/** What Prism finds and this mock's own check does not, such as another kind of security. */
function prismFinding(contract: Contract, { operation }: Match, { path = [], code, message }: PrismViolation) {
  return finding(contract, operation.pointer, path.join(".") || "request", String(code ?? "prism"), message);
}
