import type { FastifyInstance } from "fastify";
import { plainAddress } from "../domain/networkAddress.ts";
import { plainUserAgent } from "../domain/userAgent.ts";
import type { Caller, Handlers, OperationID } from "./contract.ts";
import type { Operation } from "./document.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    operationID?: OperationID;
    hasBody?: boolean;
  }
}

export interface Binding {
  handlers: Handlers;
  /** The session of an `Authorization` header. Throws a `Refusal` if it opens nothing. */
  authenticate(authorization: string | undefined, now: number): Promise<Caller>;
  clock(): number;
}

/** Makes a route of an operation: its path, security, schemas and statuses are the document's, its answer the handler's. */
export function bindOperation(
  app: FastifyInstance,
  basePath: string,
  operation: Operation,
  { handlers, authenticate, clock }: Binding,
): void {
  const { operationID, method, path, needsBearer, pathParameters, body, responses } = operation;
  // Each handler takes the call of its own operation; which one that is, only the document knows.
  const handler = handlers[operationID] as (call: object) => Promise<{ status: number; body: unknown }>;
  app.route({
    method,
    url: basePath + path.replace(/\{([^}]+)\}/g, ":$1"),
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
        // Worked out only where a handler asks.
        get ip() {
          return plainAddress(request.ip, request.socket.remoteAddress ?? "0.0.0.0");
        },
        get userAgent() {
          return plainUserAgent(request.headers["user-agent"]);
        },
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
