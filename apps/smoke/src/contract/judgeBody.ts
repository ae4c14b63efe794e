import type { ErrorObject } from "ajv";
import type { Answer, ApiDocument, Schema } from "./document.ts";
import type { Exchange, Find } from "./Finding.ts";

/** The content type and the body must be as the document says. */
export function judgeBody(
  document: ApiDocument,
  { content }: Answer,
  { text, headers }: Exchange,
  find: Find,
  see: (name: string) => void,
  mask: (text: string) => string,
): void {
  const quote = (value: unknown) => cut(mask(quoted(value)));
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
  if (!validate(body)) for (const error of validate.errors ?? []) describe(document, error, find, quote);
  compare(document, schema, body, "", see, (field, parent) =>
    find(
      "undeclared field",
      `${document.where(parent, "properties")} declares no ${field}, the server sent one`,
      false,
    ),
  );
}

/** One difference, in the words of the document. A text of the server is quoted only where it is no secret. */
function describe(document: ApiDocument, error: ErrorObject, find: Find, quote: (value: unknown) => string): void {
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

function quoted(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 56)}…"` : text;
}

/** Walks a value along its schema: which declared properties it has, and which others. */
export function compare(
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

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
