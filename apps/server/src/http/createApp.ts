import cors from "@fastify/cors";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyServerOptions, LogController } from "fastify";
import { plainAddress } from "../domain/networkAddress.ts";
import { plainUserAgent } from "../domain/userAgent.ts";
import { checkReplies } from "./checkReplies.ts";
import type { Caller, Handlers, OperationID } from "./contract.ts";
import type { ApiDocument, Operation } from "./document.ts";
import { answerMalformed, refuseMalformed } from "./malformed.ts";
import { parseBody } from "./parseBody.ts";
import { Refusal } from "./Refusal.ts";
import { compileSchema, describeErrors } from "./schemas.ts";
import { type ErrorAnswer, sendError, serverFailed } from "./sendError.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    operationID?: OperationID;
    hasBody?: boolean;
  }
}

const bodyLimitBytes = 4 * 1024;

export interface AppOptions {
  document: ApiDocument;
  handlers: Handlers;
  /** The session of an `Authorization` header. Throws a `Refusal` if it opens nothing. */
  authenticate(authorization: string | undefined, now: number): Promise<Caller>;
  clock(): number;
  logger: NonNullable<FastifyServerOptions["loggerInstance"]>;
  /** Whose `X-Forwarded-For` is believed: addresses and CIDR ranges. */
  trustProxy: string[];
  corsOrigins: string[];
  checkReplies: boolean;
  onAnswer?: ((operationID: OperationID | undefined, status: number, milliseconds: number) => void) | undefined;
}

/** The API as the document describes it: every route, check and answer below comes from there. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { document, logger, trustProxy, corsOrigins, onAnswer } = options;
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
    return503OnClosing: false,
    http: { requireHostHeader: false, headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    frameworkErrors: (error, request, reply) => sendError(request, reply, malformedUrl(error)),
    clientErrorHandler: refuseMalformed,
  });
  answerMalformed(app.server);
  app.addHook("onRequest", async ({ raw }, reply) => {
    reply.header("cache-control", "no-store");
    if (raw.httpVersion === "1.1" && !raw.headers.host) throw new Refusal(400, "invalid request: no Host header");
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
  app.setErrorHandler((error: FastifyError, request, reply) => sendError(request, reply, answerTo(error)));
  app.setNotFoundHandler((request, reply) => {
    const allow = methodsAt(document, request.url);
    if (allow.length === 0) return sendError(request, reply, { status: 404, text: "not found: no such route" });
    sendError(request, reply, { status: 405, text: "method not allowed", headers: { allow: allow.join(", ") } });
  });
  for (const operation of document.operations) bind(app, operation, options);
  return app;
}

function bind(
  app: FastifyInstance,
  operation: Operation,
  { document, handlers, authenticate, clock }: AppOptions,
): void {
  const { operationID, method, path, needsBearer, pathParameters, body, responses } = operation;
  // Each handler takes the call of its own operation; which one that is, only the document knows.
  const handler = handlers[operationID] as (call: object) => Promise<{ status: number; body: unknown }>;
  app.route({
    method,
    url: document.basePath + path.replace(/\{([^}]+)\}/g, ":$1"),
    config: { operationID, hasBody: body !== undefined },
    schema: {
      ...(body && { body }),
      ...(pathParameters.length > 0 && { params: objectOf(pathParameters) }),
      response: Object.fromEntries(
        Object.entries(responses).flatMap(([status, { content }]) =>
          content ? [[status, content["application/json"].schema]] : [],
        ),
      ),
    },
    handler: async (request, reply) => {
      const now = clock();
      const caller = needsBearer ? await authenticate(request.headers.authorization, now) : undefined;
      const answer = await handler({
        body: request.body,
        params: request.params,
        get caller() {
          if (caller) return caller;
          throw new Error(`${operationID} has no security in the document, and so no caller`);
        },
        ip: plainAddress(request.ip),
        userAgent: plainUserAgent(request.headers["user-agent"]),
        now,
      });
      reply.code(answer.status);
      return answer.body;
    },
  });
}

function objectOf(parameters: Operation["pathParameters"]): object {
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
  return { type: "object", required: Object.keys(properties), properties };
}

function methodsAt({ basePath, operations }: ApiDocument, url: string): string[] {
  const [path = ""] = url.split("?", 1);
  return operations
    .filter((operation) => new RegExp(`^${basePath}${operation.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path))
    .map(({ method }) => method);
}

function malformedUrl(_error: Error) {
  return { status: 400, text: "invalid request: malformed URL" };
}

/** The framework has its own statuses for what a caller did wrong; the document has one. */
function answerTo(error: FastifyError): {
  status: number;
  text: string;
  headers?: Record<string, string>;
  cause?: unknown;
} {
  if (error instanceof Refusal) return { status: error.status, text: error.message, headers: error.headers };
  if (error.validation)
    return {
      status: 400,
      text: `invalid request: ${describeErrors({ errors: error.validation as never }, error.validationContext ?? "request")}`,
    };
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return { status: 400, text: `invalid request: the body is larger than ${bodyLimitBytes} bytes` };
  if (error.statusCode !== undefined && error.statusCode < 500)
    return { status: 400, text: "invalid request: the body cannot be read" };
  return { status: 500, text: serverFailed, cause: error };
}
