import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createPrism } from "../answers/createPrism.ts";
import type { Script } from "../controls/createScript.ts";
import type { LoadedDocument } from "../document/loadDocument.ts";
import { type HttpAnswer, mayHaveBody } from "../respond/HttpResponse.ts";
import { converse, type Outcome, type Received } from "../respond/handleRequest.ts";
import { methodsAt, pathBelow, publicPath } from "../respond/matchRequest.ts";
import { headerSafe, Refusal } from "../respond/Refusal.ts";
import { type Cors, isPreflight, preflightHeaders, sharedHeaders } from "./cors.ts";
import type { RequestLog } from "./RequestLog.ts";
import { readText } from "./readText.ts";

interface MockSettings {
  document: () => LoadedDocument;
  script: Script;
  dynamic: boolean;
  seed: string;
  cors: Cors;
  log: (entry: RequestLog) => void;
}

/** Prism answers whatever the document covers; everything else is refused here, with the headers of an error. */
export function createAnswers({ document, script, dynamic, seed, cors, log }: MockSettings): RequestListener {
  const prism = createPrism(dynamic, seed);
  const shared = sharedHeaders(cors);

  async function outcomeOf(request: IncomingMessage, response: ServerResponse): Promise<Outcome> {
    const { contract, operations } = document();
    const received = receive(request, response, contract.basePath);
    if (cors !== false && isPreflight(request)) {
      const allow = methodsAt(contract, received.path);
      const answer = { status: 204, headers: preflightHeaders(request, allow), body: "" };
      if (allow.length > 0) return { path: publicPath(contract, received.path), violations: [], answer };
    }
    return converse(contract, script, received, prism(contract, operations));
  }

  return async (request, response) => {
    const { operation, answer, path, violations, reason } = await outcomeOf(request, response);
    if (answer && !response.destroyed) send(response, shared, answer, script);
    else request.socket.destroy();
    log({
      ...(operation && { operationId: operation.operationId }),
      ...{ method: request.method ?? "", path, violations },
      ...(response.headersSent && { status: response.statusCode }),
      ...(reason !== undefined && { reason }),
    });
  };
}

function receive(request: IncomingMessage, response: ServerResponse, basePath: string): Received {
  // A proxy is sent the whole URL, and may pass it on (RFC 9112, section 3.2.2).
  const [, path = "", query] = /^(?:https?:\/\/[^/?]+)?([^?]*)\??(.*)$/is.exec(request.url ?? "/") ?? [];
  return {
    method: request.method ?? "",
    path: pathBelow(basePath, path),
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: request.headers,
    text: () => readText(request),
    left: () => leftOf(response),
  };
}

/** Aborted once the client has left, which a stopping mock makes it do. */
function leftOf(response: ServerResponse): AbortSignal {
  if (response.destroyed) return AbortSignal.abort();
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}

function send(response: ServerResponse, shared: Record<string, string>, answer: HttpAnswer, script: Script): void {
  try {
    write(response, shared, answer);
  } catch (error) {
    // Whatever a document declares, such as a header that is none, is no reason to die.
    script.fail(error);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    const { status, headers } = new Refusal(500, "the mock failed: reset() and close() tell why");
    write(response, shared, { status, headers, body: "" });
  }
}

function write(response: ServerResponse, shared: Record<string, string>, { status, headers, body }: HttpAnswer): void {
  response.setHeaders(new Map(Object.entries(shared)));
  // What a test set goes before what all answers have, whatever the case of its letters.
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, headerSafe(value));
  // Node drops such a body, and a client would wait for it.
  if (mayHaveBody(status)) response.setHeader("Content-Length", Buffer.byteLength(body));
  response.writeHead(status).end(body);
}
