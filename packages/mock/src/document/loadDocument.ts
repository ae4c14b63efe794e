import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Contract, readContract } from "@session-api/contract";
import { findDocumentFile } from "@session-api/contract/file";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { copyJson } from "./copyJson.ts";

/** The operations of a document in Prism's form. */
export type PrismOperations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;

export interface LoadedDocument {
  contract: Contract;
  operations: PrismOperations;
}

/** Prism never frees what it compiled for a document, so loading the same text again returns the same object. */
const loaded = new Map<string, Promise<LoadedDocument>>();
const maxLoaded = 8;

/** Reads an OpenAPI document. Throws an `Error` that names the file and the problem when it cannot be used. */
export async function loadDocument(path: string = findDocumentFile()): Promise<LoadedDocument> {
  const text = await readFile(path, "utf8").catch((cause) => {
    throw createLoadError(path, cause, ". Give the path of an OpenAPI document");
  });
  const key = `${basename(path)}\n${text}`;
  const document = loaded.get(key) ?? readDocument(text, basename(path));
  loaded.set(key, document);
  const [oldest] = loaded.keys();
  if (loaded.size > maxLoaded && oldest !== undefined) loaded.delete(oldest);
  return document.catch((cause) => {
    throw createLoadError(path, cause);
  });
}

async function readDocument(text: string, file: string): Promise<LoadedDocument> {
  const contract = readContract(text, file);
  if (contract.operations.length === 0) throw new Error("it has no operation");
  // Prism replaces the references inside the object that it is given.
  return { contract, operations: await getHttpOperationsFromSpec(copyJson(contract.document)) };
}

function createLoadError(path: string, cause: Error, advice = ""): Error {
  const [firstLine = ""] = cause.message.split("\n", 1);
  return new Error(`cannot use ${path}: ${firstLine.replace(/[ .:]+$/, "")}${advice}`, { cause });
}
