import { createServer, type Server } from "node:http";
import { createErrorResponse } from "../respond/createErrorResponse.ts";
import { redactPath } from "../respond/redactPath.ts";
import { answerClientErrors } from "./clientErrors.ts";
import { createCorsHeaders } from "./cors.ts";
import { createRequestListener, type ListenerSettings } from "./createRequestListener.ts";
import { type DocsSettings, serveDocs } from "./serveDocs.ts";

/** Creates the HTTP server of a mock, which gives every request a response with the headers that it needs. */
export function createMockServer(settings: ListenerSettings & DocsSettings): Server {
  const { getDocument, state, cors, log } = settings;
  // Node's own refusal of a missing Host would lack the error headers.
  const server = createServer({ requireHostHeader: false, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 });
  const listener = serveDocs(settings, createRequestListener(settings));
  answerClientErrors(server, listener, createCorsHeaders(cors), ({ method, path }, refusal) => {
    const { contract } = getDocument();
    const { response, violations } = createErrorResponse(refusal, contract, undefined);
    state.records.addViolations(violations);
    log({ method, path: redactPath(contract, path), status: response.status, violations });
  });
  return server;
}
