import { fileURLToPath } from "node:url";
import $RefParser from "@apidevtools/json-schema-ref-parser";
import type { OperationID } from "./contract.ts";

export type Schema = Record<string, unknown>;

interface DeclaredResponse {
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  content?: { "application/json": { schema: Schema } };
}

export interface Operation {
  operationID: OperationID;
  method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  path: string;
  needsBearer: boolean;
  pathParameters: { name: string; schema: Schema }[];
  body: Schema | undefined;
  responses: Record<string, DeclaredResponse>;
}

export interface ApiDocument {
  /** The path of the first server: the API is served below it. */
  basePath: string;
  operations: Operation[];
}

interface OpenApi {
  servers: [{ url: string }];
  paths: Record<string, Record<string, OpenApiOperation>>;
}

interface OpenApiOperation {
  operationId: OperationID;
  security: object[];
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
  responses: Record<string, DeclaredResponse>;
}

const methods = ["get", "put", "post", "delete", "patch"];

/** Reads `openapi.yaml` and resolves its references: what follows is all that this server knows of the API. */
export async function loadDocument(): Promise<ApiDocument> {
  const path = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));
  const { servers, paths } = (await $RefParser.dereference(path)) as unknown as OpenApi;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => operationFrom(method, path, operation)),
  );
  return { basePath: new URL(servers[0].url).pathname.replace(/\/$/, ""), operations };
}

function operationFrom(method: string, path: string, operation: OpenApiOperation): Operation {
  return {
    operationID: operation.operationId,
    method: method.toUpperCase() as Operation["method"],
    path,
    needsBearer: operation.security.length > 0,
    pathParameters: (operation.parameters ?? []).filter((parameter) => parameter.in === "path"),
    body: operation.requestBody?.content["application/json"].schema,
    responses: operation.responses,
  };
}
