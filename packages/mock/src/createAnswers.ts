import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { checkRequest } from "./contract/checkRequest.ts";
import { finding } from "./contract/findings.ts";
import { type Match, match } from "./contract/operationsOf.ts";
import { type Contract, child, type Pointer } from "./contract/readContract.ts";
import { type Cors, isPreflight, preflightHeaders, sharedHeaders } from "./cors.ts";
import { type Answer, createPrism, type PrismAnswer, type PrismViolation, type Wanted } from "./createPrism.ts";
import type { LoadedDocument } from "./loadDocument.ts";
import { type Preferences, preferencesOf } from "./preferencesOf.ts";
import { headerSafe, Refusal } from "./Refusal.ts";
import { readBody } from "./readBody.ts";
import type { Facts } from "./script/Answer.ts";
import type { RecordedRequest, Script, Violation } from "./script/createScript.ts";
import { maskBearer } from "./script/mask.ts";

/** What happened to one request. It holds no bearer and nothing of a body. */
export interface RequestLog {
  /** Absent when the request means no operation. */
  operationId?: string;
  method: string;
  path: string;
  /** Absent when the connection was cut, or the client left before there was an answer. */
  status?: number;
  violations: Violation[];
}

interface MockSettings {
  document: () => LoadedDocument;
  script: Script;
  dynamic: boolean;
  seed: string;
  cors: Cors;
  log: ((entry: RequestLog) => void) | undefined;
}

/** Prism answers whatever the document covers; everything else is refused here, with the headers of an error. */
export function createAnswers({ document, script, dynamic, seed, cors, log }: MockSettings): RequestListener {
  const prism = createPrism(dynamic);
  const shared = sharedHeaders(cors);

  /** Undefined when the connection is to be cut. */
  async function answer(request: IncomingMessage, response: ServerResponse, entry: Entry): Promise<Answer | undefined> {
    const { contract, operations } = document();
    const { method = "", headers } = request;
    const { path, query } = target(request.url ?? "/", contract.basePath);
    entry.path = publicPath(path);
    const found = route(contract, request, path, entry);
    if ("status" in found) return found;
    const { operation } = found;
    entry.operationId = operation.operationId;
    entry.path = operation.path;
    entry.pointer = child(operation.pointer, "requestBody");

    const preferences = preferencesOf(request);
    const body = await readBody(request);
    const recorded = record(script, found, { query, headers, body });
    const ask = (wanted: Omit<Wanted, "seed">) =>
      prism(operations, {
        ...{ method, path, query, headers, body },
        wanted: { ...wanted, seed: `${seed}/${operation.operationId}/${script.turn(operation.operationId)}` },
      });

    const { scenario, ...wanted } = preferences;
    const own = await ask(wanted);
    if (own.violations.length > 0) {
      const findings = checkRequest(contract, found, { query, headers, body });
      entry.violations = script.recordViolations(
        operation.operationId,
        findings.length > 0 ? findings : own.violations.map((one) => prismFinding(contract, found, one)),
      );
      return own;
    }
    const facts = await scripted(script, found, recorded, preferences);
    return facts ? play(facts, ask, response) : own;
  }

  return async (request, response) => {
    const entry: Entry = { method: request.method ?? "", path: "", violations: [], pointer: "#/paths" };
    const outcome = await answer(request, response, entry).catch((error) => refused(error, entry));
    if (outcome && !response.destroyed) send(response, shared, outcome);
    else request.socket.destroy();
    const { pointer: _, ...facts } = entry;
    log?.({ ...facts, ...(outcome && response.headersSent && { status: outcome.status }) });
  };

  function refused(error: unknown, { operationId, pointer, ...entry }: Entry): Answer {
    const refusal = error instanceof Refusal ? error : new Refusal(500, `the mock failed: ${(error as Error).message}`);
    const { status, headers, breach } = refusal;
    if (breach) {
      const { contract } = document();
      const place = contract.at(pointer)?.pointer ?? pointer;
      const found = finding(contract, place, breach.field, breach.rule, breach.problem);
      entry.violations.push(...script.recordViolations(operationId, [found]));
    }
    return { status, headers, body: "" };
  }
}

/** A line of the log in the making, and the place of the document that the request has come to. */
interface Entry extends RequestLog {
  pointer: Pointer;
}

/** The path below the base path, which may be left out, as `prism mock` serves it. */
function target(url: string, basePath: string): { path: string; query: Record<string, string> } {
  // A proxy is sent the whole URL, and may pass it on (RFC 9112, section 3.2.2).
  const [path = "", query] = url.replace(/^https?:\/\/[^/]+/i, "").split("?", 2);
  try {
    decodeURIComponent(path);
  } catch {
    const breach = { field: "path", rule: "percent-encoding", problem: "has a broken percent-encoding" };
    throw new Refusal(400, "invalid request: broken percent-encoding in the path", {}, breach);
  }
  return {
    path: path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path,
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** A path that no operation has may hold anything, a bearer too: its long parts stay out of logs. */
function publicPath(path: string): string {
  return path.replace(/[^/]{16,}/g, "***");
}

/** The operation of a request, or the answer to a preflight. */
function route(contract: Contract, request: IncomingMessage, path: string, entry: Entry): Match | Answer {
  const there = contract.operations.filter(({ pattern }) => pattern.test(path));
  const allow = there.map(({ method }) => method);
  if (there.length === 0)
    throw new Refusal(404, "not found: no such route", {}, { field: "path", rule: "path", problem: "is not declared" });
  if (isPreflight(request)) return { status: 204, headers: preflightHeaders(request, allow), body: "" };
  const found = match(contract.operations, request.method ?? "", path);
  if (found) return found;
  entry.pointer = child("#", "paths", there[0]?.path ?? "");
  const breach = { field: "method", rule: "method", problem: `must be ${allow.join(" or ")}` };
  throw new Refusal(405, "method not allowed", { Allow: allow.join(", ") }, breach);
}

function record(
  script: Script,
  { operation, path }: Match,
  { query, headers, body }: { query: Record<string, string>; headers: IncomingMessage["headers"]; body: unknown },
): RecordedRequest {
  const header = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const recorded = maskBearer({ operationId: operation.operationId, parameters: { path, query, header }, body });
  script.recordRequest(recorded);
  return recorded;
}

/** What the test set, unless the request itself asks for something. */
async function scripted(
  script: Script,
  { operation }: Match,
  request: RecordedRequest,
  { scenario, ...others }: Preferences,
): Promise<Facts | undefined> {
  if (scenario !== undefined) return script.answerIn(scenario, operation);
  return Object.keys(others).length > 0 ? undefined : script.answerTo(operation, request);
}

/** Prism's answer of that status, with what the test set instead. */
async function play(
  { status, example, body, headers = {}, delayMs = 0, cut }: Facts,
  ask: (wanted: Omit<Wanted, "seed">) => Promise<PrismAnswer>,
  response: ServerResponse,
): Promise<Answer | undefined> {
  if (delayMs > 0) await delay(delayMs, response);
  if (cut || response.destroyed) return undefined;
  const prisms = await ask({
    ...(status !== undefined && { code: status }),
    ...(example !== undefined && { exampleKey: example }),
  });
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = Object.entries(prisms.headers).filter(([name]) => !given.has(name.toLowerCase()));
  const set = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
  const type = body !== undefined && prisms.body === "" ? [["Content-Type", "application/json"]] : [];
  return {
    status: prisms.status,
    headers: Object.fromEntries([...type, ...kept, ...set]),
    body: body === undefined ? prisms.body : JSON.stringify(body),
  };
}

/** Waits until the time is over or the client has left, which a stopping mock makes it do. */
async function delay(delayMs: number, response: ServerResponse): Promise<void> {
  const done = new AbortController();
  const left = once(response, "close", { signal: done.signal }).catch(() => {});
  // A timer can wait for 24 days at most, which is as good as for ever.
  const over = wait(Math.min(delayMs, 2 ** 31 - 1), undefined, { signal: done.signal }).catch(() => {});
  await Promise.race([left, over]);
  done.abort();
}

function send(response: ServerResponse, shared: Record<string, string>, { status, headers, body }: Answer): void {
  const safe = Object.entries({ ...shared, ...headers }).map(([name, value]) => [name, headerSafe(value)]);
  response.writeHead(status, { ...Object.fromEntries(safe), "Content-Length": Buffer.byteLength(body) }).end(body);
}

/** What Prism finds and this mock's own check does not, such as another kind of security. */
function prismFinding(contract: Contract, { operation }: Match, { path = [], code, message }: PrismViolation) {
  return finding(contract, operation.pointer, path.join(".") || "request", String(code ?? "prism"), message);
}
