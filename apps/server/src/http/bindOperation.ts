import type { Contract, Operation } from "@session-api/contract";
import type { FastifyInstance, HTTPMethods } from "fastify";
import { normaliseAddress } from "../domain/networkAddress.ts";
import { cleanUserAgent } from "../domain/userAgent.ts";
import type { Caller, Handlers, OperationId } from "./Handlers.ts";
import { validateRequest } from "./validateRequest.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The operation of a route. Undefined where no operation matches. */
    operation?: Operation;
  }
}

/** The id by which the framework finds the document. */
export const documentId = "document";

export interface Binding {
  contract: Contract;
  handlers: Handlers;
  /** Finds the session of an `Authorization` header. Throws a `Refusal` when the header opens none. */
  authenticate(authorization: string | undefined, now: number): Promise<Caller>;
  clock(): number;
}

/** Adds the route of an operation. Its path, security, checks and statuses come from the document. */
export function bindOperation(
  app: FastifyInstance,
  operation: Operation,
  { contract, handlers, authenticate, clock }: Binding,
): void {
  const { operationId, method, path, security } = operation;
  // Each handler takes the call of its own operation, and only the document knows which one that is.
  const handler = handlers[operationId as OperationId] as (call: object) => Promise<{ status: number; body: unknown }>;
  app.route({
    method: method as HTTPMethods,
    url: contract.basePath + path.replace(/\{([^}]+)\}/g, ":$1"),
    config: { operation },
    schema: { response: listResponseSchemas(contract, operation) },
    handler: async (request, reply) => {
      validateRequest(contract, operation, request);
      const now = clock();
      const caller = security.requiresBearer ? await authenticate(request.headers.authorization, now) : undefined;
      const response = await handler({
        body: request.body,
        params: request.params,
        get caller() {
          if (caller) return caller;
          throw new Error(`${operationId} has no security in the document, and so no caller`);
        },
        // Getters, because few handlers need them.
        get ip() {
          return normaliseAddress(request.ip, request.socket.remoteAddress ?? "0.0.0.0");
        },
        get userAgent() {
          return cleanUserAgent(request.headers["user-agent"]);
        },
        now,
      });
      reply.code(response.status);
      return response.body;
    },
  });
}

/** The schemas of the declared bodies, by status. The framework compiles a serializer from each. */
function listResponseSchemas({ at }: Contract, { responses }: Operation): Record<string, object> {
  const schemas = responses.flatMap(({ name, content }) => {
    const schema = content.find(({ name }) => name === "application/json")?.schema;
    const place = schema && at(schema);
    return place ? [[name, pointToDocument(place.value)] as const] : [];
  });
  return Object.fromEntries(schemas);
}

/** Copies a schema. Its references lead into the document, which the framework knows by its id. */
function pointToDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" ? documentId + value : value,
  );
}
