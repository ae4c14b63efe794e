import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Document as Yaml } from "yaml";
import { operationsOf } from "./operationsOf.ts";

const longestQuote = 120;

/** A place in the document: `#/components/schemas/Bearer/minLength`. */
export type Pointer = `#${string}`;

/** An OpenAPI document, its operations, and where each of its parts stands in the file. */
export interface Contract {
  /** The name of the file, for messages. */
  file: string;
  /** The path of the first server, without a slash at its end. */
  basePath: string;
  /** The address of the first server. */
  serverUrl: string;
  document: object;
  operations: Operation[];
  /** What stands at a place of the document, behind its references. */
  at(pointer: Pointer): { pointer: Pointer; value: Part } | undefined;
  /** The line of the file on which a place of the document begins, and its text. */
  quote(pointer: Pointer): { line: number; text: string };
}

export interface Operation {
  operationId: string;
  /** In capitals. */
  method: string;
  path: string;
  pattern: RegExp;
  pointer: Pointer;
}

// biome-ignore lint/suspicious/noExplicitAny: a part of the document can be anything, and lint has validated the document.
export type Part = any;

/** Reads an OpenAPI document, YAML or JSON. Throws an `Error` that says what is wrong with it. */
export function readContract(text: string, file: string): Contract {
  const lineCounter = new LineCounter();
  const yaml = parseDocument(text, { lineCounter });
  if (yaml.errors[0]) throw yaml.errors[0];
  const document: Part = yaml.toJS();
  if (!/^3\.[1-9]/.test(document?.openapi)) throw new Error("it is no OpenAPI 3.1 document");
  const references = referencesIn(document);
  const foreign = references.find((reference) => !reference.startsWith("#"));
  if (foreign) throw new Error(`it refers to ${foreign}: bundle it first, for example with \`redocly bundle\``);
  const dangling = references.find((reference) => !resolve(document, reference as Pointer));
  if (dangling) throw new Error(`it refers to ${dangling}, which it does not have`);

  const at = (pointer: Pointer) => resolve(document, pointer);
  const sourceLines = text.split("\n");
  const url = serverUrlOf(document.servers?.[0]);
  return {
    file,
    basePath: new URL(url, "http://localhost").pathname.replace(/\/$/, ""),
    serverUrl: url.replace(/\/$/, ""),
    document,
    operations: operationsOf(document),
    at,
    quote: (pointer) => {
      const { line } = lineCounter.linePos(offsetOf(yaml, pointer));
      return { line, text: shortened((sourceLines[line - 1] ?? "").trim()) };
    },
  };
}

/** A document in JSON may be one line. */
function shortened(text: string): string {
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
}

function referencesIn(part: Part): string[] {
  if (typeof part !== "object" || part === null) return [];
  const own = typeof part.$ref === "string" ? [part.$ref] : [];
  return [...own, ...Object.values(part).flatMap(referencesIn)];
}

/** The URL with the defaults of its variables. */
function serverUrlOf({ url = "/", variables = {} }: Part = {}): string {
  return url.replace(/\{([^}]+)\}/g, (whole: string, name: string) => variables[name]?.default ?? whole);
}

/** The tokens of a JSON pointer (RFC 6901). */
function tokensOf(pointer: Pointer): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function child(pointer: Pointer, ...tokens: (string | number)[]): Pointer {
  const escaped = tokens.map((token) => String(token).replaceAll("~", "~0").replaceAll("/", "~1"));
  return [pointer, ...escaped].join("/") as Pointer;
}

function resolve(document: Part, pointer: Pointer): { pointer: Pointer; value: Part } | undefined {
  let here: Pointer = "#";
  let value = document;
  for (const token of tokensOf(pointer)) {
    value = Object.hasOwn(Object(value), token) ? value[token] : undefined;
    here = child(here, token);
    if (typeof value?.$ref !== "string") continue;
    const target = resolve(document, value.$ref);
    if (!target) throw new Error(`it refers to ${value.$ref}, which it does not have`);
    [here, value] = [target.pointer, target.value];
  }
  return value === undefined ? undefined : { pointer: here, value };
}

/** Where the key of a place stands, or its value in a list. */
function offsetOf(yaml: Yaml, pointer: Pointer): number {
  let node: Node | null = yaml.contents;
  let offset = 0;
  for (const token of tokensOf(pointer)) {
    if (isAlias(node)) node = node.resolve(yaml) ?? null;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token);
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = node.items[Number(token)] as Node;
      offset = node?.range?.[0] ?? offset;
    }
  }
  return offset;
}
