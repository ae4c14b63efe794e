import type { Examples, Header, MediaType, Operation, Parameter, RequestBody, Response } from "./Contract.ts";
import { appendPointer, type Pointer } from "./pointer.ts";
import { readSecurity } from "./readSecurity.ts";
import { type Part, type Place, resolvePointer } from "./resolvePointer.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Reads the operations of a document, in its order. */
export function readOperations(document: Part): Operation[] {
  const at = (pointer: Pointer) => resolvePointer(document, pointer);
  return Object.entries<Part>(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => methods.includes(method))
      .map((method) => readOperation(at, method.toUpperCase(), path, item[method])),
  );
}

type At = (pointer: Pointer) => Place | undefined;

function readOperation(at: At, method: string, path: string, value: Part): Operation {
  const item = appendPointer("#/paths", path);
  const pointer = appendPointer(item, method.toLowerCase());
  return {
    operationId: value.operationId ?? `${method} ${path}`,
    method,
    path,
    pattern: toPattern(path),
    pointer,
    security: readSecurity(at, pointer),
    parameters: readParameters(at, item, pointer),
    requestBody: readRequestBody(at, appendPointer(pointer, "requestBody")),
    responses: readResponses(at, appendPointer(pointer, "responses")),
  };
}

function toPattern(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("([^/]+)")}$`);
}

function readParameters(at: At, item: Pointer, operation: Pointer): Parameter[] {
  // Those of the operation come first: they override those of the path.
  const places = [operation, item].flatMap((owner) => listPlaces(at, appendPointer(owner, "parameters")));
  const parameters = places.map(({ pointer, value }) => ({
    name: value.name,
    in: value.in,
    required: value.required ?? false,
    pointer,
    schema: appendPointer(pointer, "schema"),
  }));
  const isFirst = (one: Parameter) => parameters.find(({ name, in: where }) => name === one.name && where === one.in);
  return parameters.filter((one) => isFirst(one) === one);
}

function readRequestBody(at: At, pointer: Pointer): RequestBody | undefined {
  const body = at(pointer);
  if (!body) return undefined;
  return { required: body.value.required ?? false, pointer: body.pointer, content: readContent(at, body.pointer) };
}

function readResponses(at: At, pointer: Pointer): Response[] {
  const responses = Object.entries(listNamed(at, pointer)).filter(([name]) => /^([1-5](\d\d|XX)|default)$/.test(name));
  return responses
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, place]) => ({
      name,
      status: name === "default" ? 500 : Number(name.replace("XX", "00")),
      pointer: place.pointer,
      headers: readHeaders(at, place.pointer),
      content: readContent(at, place.pointer),
    }));
}

function readHeaders(at: At, response: Pointer): Header[] {
  return Object.entries(listNamed(at, appendPointer(response, "headers"))).map(([name, { pointer, value }]) => ({
    name,
    required: value.required ?? false,
    pointer,
    schema: appendPointer(pointer, "schema"),
    examples: readExamples(at, pointer),
  }));
}

function readContent(at: At, owner: Pointer): MediaType[] {
  return Object.entries(listNamed(at, appendPointer(owner, "content"))).map(([name, { pointer }]) => ({
    name,
    pointer,
    schema: appendPointer(pointer, "schema"),
    examples: readExamples(at, pointer),
  }));
}

function readExamples(at: At, owner: Pointer): Examples {
  const example = at(appendPointer(owner, "example"))?.value;
  const named = Object.entries(listNamed(at, appendPointer(owner, "examples")));
  const values = named.map(([name, { value }]) => [name, value.value]);
  return { ...(example !== undefined && { "": example }), ...Object.fromEntries(values) };
}

function listNamed(at: At, owner: Pointer): Record<string, Place> {
  const named = Object.keys(at(owner)?.value ?? {}).flatMap((name) => {
    const place = at(appendPointer(owner, name));
    return place ? [[name, place] as const] : [];
  });
  return Object.fromEntries(named);
}

function listPlaces(at: At, owner: Pointer): Place[] {
  return Object.values(listNamed(at, owner));
}
