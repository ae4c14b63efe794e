import { LineCounter, parseDocument } from "yaml";
import type { Contract } from "./Contract.ts";
import { findOffset } from "./findOffset.ts";
import type { Pointer } from "./pointer.ts";
import { readOperations } from "./readOperations.ts";
import { listReferences, type Part, resolvePointer } from "./resolvePointer.ts";

const maxQuoteLength = 120;

/**
 * Reads an OpenAPI 3.1 document, YAML or JSON, in one file. `formats` replaces the check of a string format.
 *
 * Throws an `Error` that says what is wrong with the document.
 */
export function readContract(text: string, file: string, formats: Contract["formats"] = {}): Contract {
  const lineCounter = new LineCounter();
  const yaml = parseDocument(text, { lineCounter });
  if (yaml.errors[0]) throw yaml.errors[0];
  const document: Part = yaml.toJS();
  if (!/^3\.[1-9]/.test(document?.openapi)) throw new Error("it is not an OpenAPI 3.1 document");
  assertReferences(document);

  const lines = text.split("\n");
  const url = readServerUrl(document.servers?.[0]);
  return {
    file,
    document,
    serverUrl: url.replace(/\/$/, ""),
    basePath: new URL(url, "http://localhost").pathname.replace(/\/$/, ""),
    operations: readOperations(document),
    formats,
    at: (pointer) => resolvePointer(document, pointer),
    quote: (pointer) => {
      const { line } = lineCounter.linePos(findOffset(yaml, pointer));
      return { line, text: shorten((lines[line - 1] ?? "").trim()) };
    },
  };
}

function assertReferences(document: Part): void {
  const references = listReferences(document);
  const external = references.find((reference) => !reference.startsWith("#"));
  if (external) throw new Error(`it refers to ${external}: bundle it first, for example with \`redocly bundle\``);
  const dangling = references.find((reference) => !resolvePointer(document, reference as Pointer));
  if (dangling) throw new Error(`it refers to ${dangling}, which it does not have`);
}

/** The URL with the defaults of its variables. */
function readServerUrl({ url = "/", variables = {} }: Part = {}): string {
  return url.replace(/\{([^}]+)\}/g, (whole: string, name: string) => variables[name]?.default ?? whole);
}

/** A document in JSON may be one line. */
function shorten(text: string): string {
  return text.length > maxQuoteLength ? `${text.slice(0, maxQuoteLength)}…` : text;
}
