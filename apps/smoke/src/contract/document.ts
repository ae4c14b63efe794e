import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

export interface Schema {
  type?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

export interface Header {
  required?: boolean;
  schema: Schema;
}

export interface Answer {
  headers?: Record<string, Header>;
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  operationID: string;
  method: string;
  path: string;
  needsBearer: boolean;
  parameters: { name: string; in: string; schema: Schema }[];
  /** The schema of the request's body. */
  body: Schema | undefined;
  responses: Record<string, Answer>;
}

/** The document, and where in its file everything stands. */
export interface ApiDocument {
  operations: Operation[];
  /** Follows a `$ref`. */
  resolve<T extends object>(value: T): T;
  /** `openapi.yaml:212`: the line of a key, or of the value itself. */
  where(parent: object, key?: string): string;
  /** The name of a schema: `CheckedSession`. */
  nameOf(schema: Schema): string;
  validatorOf(schema: Schema): ValidateFunction;
}

interface Place {
  pointer: string;
  line: number;
  lines: Map<string, number>;
}

type Reference = { $ref?: string };
type OpenApiOperation = Omit<Operation, "operationID" | "body" | "needsBearer"> & {
  operationId: string;
  security: object[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};

const methods = ["get", "put", "post", "delete", "patch"];

/** Reads the document of `@session-api/openapi`, or another one of the same API. */
export function loadDocument(
  file: string = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml")),
): ApiDocument {
  const lineCounter = new LineCounter();
  const source = parseDocument(readFileSync(file, "utf8"), { lineCounter });
  const places = new WeakMap<object, Place>();
  const byPointer = new Map<string, object>();

  /** Turns nodes into values and notes where each stands, which `toJS` of the library forgets. */
  function toValue(node: unknown, pointer: string): unknown {
    const line = lineCounter.linePos((node as Node).range?.[0] ?? 0).line;
    if (isScalar(node)) return node.value;
    const lines = new Map<string, number>();
    const value: object = isSeq(node)
      ? node.items.map((item, index) => toValue(item, `${pointer}/${index}`))
      : Object.fromEntries(
          (isMap(node) ? node.items : []).map((pair) => {
            const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
            lines.set(key, lineCounter.linePos((pair.key as Node).range?.[0] ?? 0).line);
            return [key, toValue(pair.value, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`)];
          }),
        );
    places.set(value, { pointer, line, lines });
    byPointer.set(pointer, value);
    return value;
  }

  const root = toValue(source.contents, "") as { paths: Record<string, Record<string, OpenApiOperation>> };
  const resolve = <T extends object>(value: T): T => {
    const reference = (value as Reference).$ref;
    return reference === undefined ? value : resolve(byPointer.get(reference.slice(1)) as T);
  };
  // `verbose` makes an error name the very schema object that was broken, hence its line.
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
  addFormats.default(ajv);
  ajv.addSchema(root, "openapi.yaml");

  return {
    operations: Object.entries(root.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => methods.includes(method))
        .map(([method, operation]) => operationFrom(method, path, operation, resolve)),
    ),
    resolve,
    where(parent, key) {
      const place = places.get(parent);
      return `openapi.yaml:${(key !== undefined && place?.lines.get(key)) || place?.line || 1}`;
    },
    nameOf: (schema) => places.get(resolve(schema))?.pointer.split("/").at(-1) ?? "",
    validatorOf(schema) {
      const validate = ajv.getSchema(`openapi.yaml#${encodeURI(places.get(schema)?.pointer ?? "")}`);
      if (!validate) throw new Error("the document has no such schema");
      return validate;
    },
  };
}

function operationFrom(
  method: string,
  path: string,
  { operationId, security, parameters = [], requestBody, responses }: OpenApiOperation,
  resolve: <T extends object>(value: T) => T,
): Operation {
  return {
    operationID: operationId,
    method: method.toUpperCase(),
    path,
    needsBearer: security.length > 0,
    parameters: parameters.map(resolve),
    body: requestBody && resolve(requestBody).content["application/json"]?.schema,
    responses,
  };
}
