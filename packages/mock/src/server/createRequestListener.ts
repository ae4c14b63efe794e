import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { listMethods } from "@session-api/contract";
import { createPrism, type PrismSettings } from "../answers/createPrism.ts";
import { type MockResponse, mayHaveBody, toHeaderValue } from "../answers/MockResponse.ts";
import type { State } from "../controls/createState.ts";
import type { LoadedDocument } from "../document/loadDocument.ts";
import { handleRequest, type IncomingRequest, type Outcome } from "../respond/handleRequest.ts";
import { removeBasePath } from "../respond/matchRequest.ts";
import { Refusal } from "../respond/Refusal.ts";
import { redactPath } from "../respond/redactPath.ts";
import { type Cors, createCorsHeaders, createPreflightHeaders, isPreflight } from "./cors.ts";
import type { RequestLog } from "./RequestLog.ts";
import { readText } from "./readText.ts";

export interface ListenerSettings extends PrismSettings {
  getDocument: () => LoadedDocument;
  state: State;
  cors: Cors;
  /** Whether requests may leave the base path out. */
  alsoAtRoot?: boolean | undefined;
  log: (entry: RequestLog) => void;
}

/** Creates the listener for `node:http`. */
export function createRequestListener(settings: ListenerSettings): RequestListener {
  const { getDocument, state, cors, alsoAtRoot, log } = settings;
  const createSource = createPrism(settings);
  const corsHeaders = createCorsHeaders(cors);

  return async (request, response) => {
    const document = getDocument();
    const { contract } = document;
    const incoming = toIncomingRequest(request, response, contract.basePath, alsoAtRoot);
    const isAsked = cors !== false && isPreflight(request) && incoming.missingBasePath === undefined;
    const methods = isAsked ? listMethods(contract, incoming.path) : [];
    const outcome: Outcome =
      methods.length > 0
        ? { response: { status: 204, headers: createPreflightHeaders(request, methods), body: "" }, violations: [] }
        : await handleRequest(contract, state, incoming, createSource(document));
    const { operation, violations, reason } = outcome;
    if (outcome.response && !response.destroyed) send(response, corsHeaders, outcome.response, state);
    else request.socket.destroy();
    log({
      operationId: operation?.operationId,
      method: incoming.method,
      path: operation?.path ?? redactPath(contract, incoming.path),
      violations,
      status: response.headersSent ? response.statusCode : undefined,
      reason,
    });
  };
}

function toIncomingRequest(
  request: IncomingMessage,
  response: ServerResponse,
  basePath: string,
  alsoAtRoot: boolean | undefined,
): IncomingRequest {
  // A proxy receives whole URLs, and may pass them on (RFC 9112, section 3.2.2).
  const [, path = "", query] = /^(?:https?:\/\/[^/?]+)?([^?]*)\??(.*)$/is.exec(request.url ?? "/") ?? [];
  return {
    method: request.method ?? "",
    ...removeBasePath(basePath, path, alsoAtRoot),
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: request.headers,
    getClient: () => ({
      // An IPv4 address that came over IPv6 is shown as one of IPv4.
      ip: (request.socket.remoteAddress ?? "").replace(/^::ffff:/, ""),
      userAgent: request.headers["user-agent"] ?? "",
    }),
    readText: () => readText(request),
    getSignal: () => createCloseSignal(response),
  };
}

/** Returns a signal that is aborted once the client has left, or has been cut off by a mock that stops. */
function createCloseSignal(response: ServerResponse): AbortSignal {
  if (response.destroyed) return AbortSignal.abort();
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}

function send(
  response: ServerResponse,
  corsHeaders: Record<string, string>,
  mockResponse: MockResponse,
  state: State,
): void {
  try {
    write(response, corsHeaders, mockResponse);
  } catch (error) {
    // A document may declare a header that Node refuses to send. That must not end the process.
    state.fail(error);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    const { status, headers } = new Refusal(500, "the mock failed: reset() and close() throw the reason");
    write(response, corsHeaders, { status, headers, body: "" });
  }
}

function write(
  response: ServerResponse,
  corsHeaders: Record<string, string>,
  { status, headers, body }: MockResponse,
): void {
  response.setHeaders(new Map(Object.entries(corsHeaders)));
  // Header names are case-insensitive here, so a header that a test set overrides the CORS one.
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, toHeaderValue(value));
  // Node drops the body of any other status, and a client would wait for it.
  if (mayHaveBody(status)) response.setHeader("Content-Length", Buffer.byteLength(body));
  response.writeHead(status).end(body);
}
