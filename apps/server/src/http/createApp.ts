import cors from "@fastify/cors";
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import { answerTo } from "./answerTo.ts";
import { type Binding, bindOperation } from "./bindOperation.ts";
import { checkReplies } from "./checkReplies.ts";
import type { OperationID } from "./contract.ts";
import type { ApiDocument } from "./document.ts";
import { answerMalformed, hasOneHost, refuseMalformed } from "./malformed.ts";
import { parseBody } from "./parseBody.ts";
import { Refusal } from "./Refusal.ts";
import { compileSchema } from "./schemas.ts";
import { sendError } from "./sendError.ts";

const bodyLimitBytes = 4 * 1024;

export interface AppOptions extends Binding {
  document: ApiDocument;
  logger: NonNullable<FastifyServerOptions["loggerInstance"]>;
  /** Whose `X-Forwarded-For` is believed: addresses and CIDR ranges. */
  trustProxy: string[];
  corsOrigins: string[];
  checkReplies: boolean;
  /** Whether the server is about to end, so that callers should not come back on the same connection. */
  isDraining(): boolean;
  onAnswer?: ((operationID: OperationID | undefined, status: number, milliseconds: number) => void) | undefined;
}

/** The API as the document describes it: every route, check and answer below comes from there. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { document, logger, trustProxy, corsOrigins, onAnswer } = options;
  const refuseRoute = (request: FastifyRequest, reply: FastifyReply): void => {
    const allow = methodsAt(document, request.url);
    const headers = { allow: allow.join(", ") };
    if (allow.length === 0) sendError(request, reply, { status: 404, text: "not found: no such route" });
    else sendError(request, reply, { status: 405, text: "method not allowed", headers });
  };
  const app = Fastify({
    loggerInstance: logger,
    // Refusals, failures and events are logged, each with its id; a line for every request would say no more.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy.length > 0 ? trustProxy : false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: 10_000,
    connectionTimeout: 15_000,
    routerOptions: { maxParamLength: 16_384 },
    exposeHeadRoutes: false,
    // A proxy is sent the whole URL, and may pass it on (RFC 9112, section 3.2.2).
    rewriteUrl: ({ url = "/" }) => url.replace(/^https?:\/\/[^/]+/i, ""),
    return503OnClosing: false,
    http: { requireHostHeader: false, headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    frameworkErrors: (_error, request, reply) =>
      sendError(request, reply, { status: 400, text: "invalid request: malformed URL" }),
    clientErrorHandler: (error, socket) => refuseMalformed(error, socket, logger),
  });
  answerMalformed(app.server, logger);
  app.addHook("onRequest", (request, reply, done) => {
    const { raw } = request;
    reply.header("cache-control", "no-store");
    if (options.isDraining()) reply.header("connection", "close");
    // The CORS plugin would allow anything that asks; the document allows what it describes.
    const isOdd = corsOrigins.length > 0 && raw.method === "OPTIONS" && !isPreflight(request, document);
    if (isOdd) refuseRoute(request, reply);
    else done(hasOneHost(raw) ? undefined : new Refusal(400, "invalid request: no Host header, or more than one"));
  });
  if (onAnswer) {
    app.addHook("onResponse", async ({ routeOptions }, { statusCode, elapsedTime }) =>
      onAnswer(routeOptions.config.operationID, statusCode, elapsedTime),
    );
  }
  if (corsOrigins.length > 0) {
    await app.register(cors, {
      origin: corsOrigins,
      credentials: false,
      strictPreflight: false,
      methods: [...new Set(document.operations.map(({ method }) => method))],
      exposedHeaders: ["x-error", "x-error-id", "Retry-After", "Date"],
    });
  }
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, parseBody);
  // biome-ignore lint/suspicious/noExplicitAny: here the document meets the framework, whose schemas are untyped.
  app.setValidatorCompiler(({ schema }) => compileSchema(schema as any));
  if (options.checkReplies) checkReplies(app, document);
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendError(request, reply, answerTo(error, bodyLimitBytes)),
  );
  app.setNotFoundHandler(refuseRoute);
  for (const operation of document.operations) bindOperation(app, document.basePath, operation, options);
  return app;
}

function isPreflight({ headers, url }: FastifyRequest, document: ApiDocument): boolean {
  const asks = headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
  return asks && methodsAt(document, url).length > 0;
}

function methodsAt({ basePath, operations }: ApiDocument, url: string): string[] {
  const [path = ""] = url.split("?", 1);
  return operations
    .filter((operation) => new RegExp(`^${basePath}${operation.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path))
    .map(({ method }) => method);
}
