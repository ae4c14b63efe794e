import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { type Contract, readContract } from "../contract/readContract.ts";
import { copyOf } from "../controls/copyJson.ts";

/** The operations of the document in Prism's form. */
export type PrismOperations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;

export interface LoadedDocument {
  contract: Contract;
  operations: PrismOperations;
}

/** Prism keeps what it compiled for a document for ever, so a document that comes again is the same object. */
const loaded = new Map<string, Promise<LoadedDocument>>();
const maxLoaded = 8;

/** The path of the document that is published. Jest and Vite do not have `import.meta.resolve`. */
export function publishedDocument(): string {
  return createRequire(import.meta.url).resolve("@session-api/openapi/openapi.yaml");
}

/** Reads the document. Throws an `Error` that names the file and says what to do when it cannot be used. */
export async function loadDocument(path: string = publishedDocument()): Promise<LoadedDocument> {
  const text = await readFile(path, "utf8").catch((cause) => {
    throw unusable(path, cause, ". Give the path of an OpenAPI document");
  });
  const key = `${basename(path)}\n${text}`;
  const document = loaded.get(key) ?? load(text, basename(path));
  loaded.set(key, document);
  const [oldest] = loaded.keys();
  if (loaded.size > maxLoaded && oldest !== undefined) loaded.delete(oldest);
  return document.catch((cause) => {
    throw unusable(path, cause);
  });
}

async function load(text: string, file: string): Promise<LoadedDocument> {
  const contract = readContract(text, file);
  if (contract.operations.length === 0) throw new Error("it has no operation");
  // Prism replaces the references of what it is given.
  return { contract, operations: await getHttpOperationsFromSpec(copyOf(contract.document)) };
}

function unusable(path: string, cause: Error, advice = ""): Error {
  return new Error(`cannot use ${path}: ${firstLine(cause.message)}${advice}`, { cause });
}

function firstLine(text: string): string {
  return (text.split("\n", 1)[0] ?? "").replace(/[ .:]+$/, "");
}
