import type { DocsHandler } from "@session-api/contract/docs";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyServerOptions, LogController } from "fastify";
import { type Binding, bindOperation, documentId } from "./bindOperation.ts";
import { checkReplies } from "./checkReplies.ts";
import { answerClientErrors, answerParseError } from "./clientErrors.ts";
import { describeError } from "./describeError.ts";
import { hasOneHost } from "./hasOneHost.ts";
import { parseBody } from "./parseBody.ts";
import { Refusal } from "./Refusal.ts";
import { refuseRoute } from "./refuseRoute.ts";
import { registerCors } from "./registerCors.ts";
import { sendError } from "./sendError.ts";
import { serveDocs } from "./serveDocs.ts";

const bodyLimitBytes = 4 * 1024;

export interface AppOptions extends Binding {
  logger: NonNullable<FastifyServerOptions["loggerInstance"]>;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` is believed. */
  trustProxy: string[];
  corsOrigins: string[];
  checkReplies: boolean;
  docs?: DocsHandler | undefined;
  /** Whether the server is about to stop, so that callers should not reuse the connection. */
  isDraining(): boolean;
  onResponse?: ((operationId: string | undefined, status: number, milliseconds: number) => void) | undefined;
}

/** Creates the API that the document describes: every route, check and response comes from the document. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { contract, logger, trustProxy, corsOrigins, docs, onResponse } = options;
  const app = Fastify({
    loggerInstance: logger,
    // Refusals, failures and events have their own lines, each with an id. A line for every request adds nothing.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy.length > 0 ? trustProxy : false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: 10_000,
    connectionTimeout: 15_000,
    routerOptions: { maxParamLength: 16_384 },
    exposeHeadRoutes: false,
    // A client sends the whole URL to a proxy, and the proxy may pass it on (RFC 9112, section 3.2.2).
    rewriteUrl: ({ url = "/" }) => url.replace(/^https?:\/\/[^/]+/i, ""),
    return503OnClosing: false,
    http: { requireHostHeader: false, headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    frameworkErrors: (_error, request, reply) =>
      sendError(request, reply, { status: 400, text: "invalid request: malformed URL" }),
    clientErrorHandler: (error, socket) => answerParseError(error, socket, logger),
  });
  answerClientErrors(app.server, logger);
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("cache-control", "no-store");
    if (options.isDraining()) reply.header("connection", "close");
    done(hasOneHost(request.raw) ? undefined : new Refusal(400, "invalid request: no Host header, or more than one"));
  });
  if (onResponse) {
    app.addHook("onResponse", async ({ routeOptions }, { statusCode, elapsedTime }) =>
      onResponse(routeOptions.config.operation?.operationId, statusCode, elapsedTime),
    );
  }
  if (corsOrigins.length > 0) await registerCors(app, contract, corsOrigins);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, parseBody);
  if (options.checkReplies) checkReplies(app, contract);
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendError(request, reply, describeError(error, bodyLimitBytes)),
  );
  app.setNotFoundHandler(async (request, reply) => {
    if (docs && (await serveDocs(docs, request, reply))) return;
    refuseRoute(contract, request, reply);
  });
  app.addSchema({ $id: documentId, ...contract.document });
  for (const operation of contract.operations) bindOperation(app, operation, options);
  return app;
}
