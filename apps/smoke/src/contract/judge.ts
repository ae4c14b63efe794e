import type { ErrorObject } from "ajv";
import type { Answer, ApiDocument, Operation, Schema } from "./document.ts";

/** A request and its answer, as they went over the wire. */
export interface Exchange {
  method: string;
  /** Below the base path. */
  path: string;
  requestBody?: string | undefined;
  status: number;
  headers: Headers;
  text: string;
}

export type FindingKind =
  | "undeclared status"
  | "undeclared header"
  | "undeclared field"
  | "missing header"
  | "missing field"
  | "type difference"
  | "content type"
  | "repeated error id";

/** One way in which an answer differs from the document. */
export interface Finding {
  kind: FindingKind;
  /** Whether a right server cannot differ in this. The API gains fields over time, so a new one convicts nobody. */
  convicts: boolean;
  operationID: string | undefined;
  status: number;
  /** A sentence that quotes the document: `openapi.yaml:613 says integer, the server sent "1674492894"`. */
  message: string;
}

/** What one exchange shows. */
export interface Judgement {
  operation: Operation | undefined;
  findings: Finding[];
  /** What of the document it exercised: operations, statuses, parameters and properties, by name. */
  seen: string[];
}

// What HTTP, its proxies and CORS add is no concern of the document.
const transportHeaders =
  /^(accept-ranges|access-control-.+|age|allow|alt-svc|cache-control|cf-.+|connection|content-.+|date|etag|expires|keep-alive|last-modified|link|location|nel|pragma|referrer-policy|report-to|server|server-timing|set-cookie|strict-transport-security|trailer|transfer-encoding|vary|via|www-authenticate|x-content-type-options|x-frame-options|x-powered-by)$/i;

/** Holds answers against the document. The only place that does: steps, fuzz and drift report all ask it. */
export function createJudge(document: ApiDocument): (exchange: Exchange) => Judgement {
  return (exchange) => {
    const operation = operationOf(document, exchange);
    const findings: Finding[] = [];
    const seen = new Set<string>();
    const find = (kind: FindingKind, message: string, convicts = true) =>
      void findings.push({ kind, convicts, operationID: operation?.operationID, status: exchange.status, message });

    const answer = answerOf(document, operation, exchange.status);
    if (operation) {
      const { operationID, responses } = operation;
      seen.add(operationID);
      for (const { name } of operation.parameters) seen.add(`${operationID} parameter ${name}`);
      if (answer) seen.add(`${operationID} ${exchange.status}`);
      else {
        const declared = Object.keys(responses).join(", ");
        find(
          "undeclared status",
          `${document.where(responses)} declares ${declared}, the server sent ${exchange.status}`,
        );
      }
      if (operation.body) {
        const body = parseJson(exchange.requestBody ?? "");
        compare(
          document,
          operation.body,
          body,
          "",
          (name) => seen.add(name),
          () => {},
        );
      }
    }
    if (answer) {
      judgeHeaders(document, answer, exchange.headers, find);
      judgeBody(document, answer, exchange, find, (name) => seen.add(name));
    } else if (exchange.status !== 200 && exchange.status !== 202) {
      judgeHeaders(document, errorAnswer(document), exchange.headers, find);
    }
    return { operation, findings, seen: [...seen] };
  };
}

type Find = (kind: FindingKind, message: string, convicts?: boolean) => void;

/** By method and concrete path first: `/session/extend` is no `/session/{id}`. */
function operationOf({ operations }: ApiDocument, { method, path }: Exchange): Operation | undefined {
  const [plain = ""] = path.split("?", 1);
  const sameMethod = operations.filter((operation) => operation.method === method);
  return (
    sameMethod.find((operation) => operation.path === plain) ??
    sameMethod.find((operation) => new RegExp(`^${operation.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(plain))
  );
}

function answerOf(document: ApiDocument, operation: Operation | undefined, status: number): Answer | undefined {
  const declared = operation?.responses[status];
  return declared && document.resolve(declared);
}

/** Whatever is not 200 or 202 carries what every declared error carries, also where no operation was meant. */
function errorAnswer(document: ApiDocument): Answer {
  const error = document.operations.map(({ responses }) => responses[404]).find((found) => found !== undefined);
  return error ? document.resolve(error) : {};
}

function judgeHeaders(document: ApiDocument, { headers: declared = {} }: Answer, sent: Headers, find: Find): void {
  for (const [name, reference] of Object.entries(declared)) {
    const { required, schema } = document.resolve(reference);
    const value = sent.get(name);
    const where = document.where(declared, name);
    if (value === null) {
      if (required) find("missing header", `${where} requires the header ${name}, the server sent none`);
    } else if (!document.validatorOf(schema)(value)) {
      const what = value === "" ? "an empty one" : "another one";
      find("missing header", `${where} describes the header ${name}, the server sent ${what}`);
    }
  }
  const isDeclared = (name: string) => Object.keys(declared).some((known) => known.toLowerCase() === name);
  for (const name of sent.keys()) {
    if (isDeclared(name) || transportHeaders.test(name)) continue;
    find("undeclared header", `${document.where(declared)} declares no header ${name}, the server sent one`, false);
  }
}

function judgeBody(
  document: ApiDocument,
  { content }: Answer,
  { text, headers }: Exchange,
  find: Find,
  see: (name: string) => void,
): void {
  // Errors have no documented body: any is tolerated, none is relied on.
  const [contentType = "", media] = Object.entries(content ?? {})[0] ?? [];
  if (!content || !media) return;
  const sentType = headers.get("content-type");
  if (sentType?.split(";", 1)[0]?.trim().toLowerCase() !== contentType) {
    const sent = sentType === null ? "no content type" : quote(sentType);
    find("content type", `${document.where(content, contentType)} says ${contentType}, the server sent ${sent}`);
  }
  const { schema } = media;
  const says = `${document.where(document.resolve(schema))} says ${document.nameOf(schema)}`;
  const body = parseJson(text);
  if (body === undefined) {
    const sent = text === "" ? "no body" : "no valid JSON";
    find("type difference", `${says} in JSON, the server sent ${sent}`);
    return;
  }
  const validate = document.validatorOf(schema);
  if (!validate(body)) for (const error of validate.errors ?? []) describe(document, error, find);
  compare(document, schema, body, "", see, (field, parent) =>
    find(
      "undeclared field",
      `${document.where(parent, "properties")} declares no ${field}, the server sent one`,
      false,
    ),
  );
}

/** One difference, in the words of the document. A text of the server is quoted only where it is no secret. */
function describe(document: ApiDocument, error: ErrorObject, find: Find): void {
  const { keyword, instancePath, parentSchema = {}, params, data } = error;
  const where = document.where(parentSchema, keyword);
  const field = instancePath.slice(1).replaceAll("/", ".");
  const at = field === "" ? "" : ` as ${field}`;
  if (keyword === "required") {
    const missing = [...(field === "" ? [] : [field]), params.missingProperty].join(".");
    find("missing field", `${where} requires ${missing}, the server sent none`);
    return;
  }
  const sent = /bearer/i.test(field) && typeof data === "string" ? "another text" : quote(data);
  const rule = keyword === "type" ? `${params.type}` : `that it ${error.message}`;
  find("type difference", `${where} says ${rule}, the server sent ${sent}${at}`);
}

function quote(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 56)}…"` : text;
}

/** Walks a value along its schema: which declared properties it has, and which others. */
function compare(
  document: ApiDocument,
  reference: Schema,
  value: unknown,
  path: string,
  see: (property: string) => void,
  findUndeclared: (field: string, schema: Schema) => void,
): void {
  const schema = document.resolve(reference);
  if (schema.items) {
    const { items } = schema;
    if (Array.isArray(value)) for (const item of value) compare(document, items, item, path, see, findUndeclared);
    return;
  }
  if (!schema.properties || typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [field, item] of Object.entries(value)) {
    const property = Object.hasOwn(schema.properties, field) ? schema.properties[field] : undefined;
    const where = path === "" ? field : `${path}.${field}`;
    if (!property) {
      findUndeclared(where, schema);
      continue;
    }
    see(`${document.nameOf(schema)}.${field}`);
    compare(document, property, item, where, see, findUndeclared);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
