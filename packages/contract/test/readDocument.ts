import { readFileSync } from "node:fs";
import { findDocumentFile } from "../src/findDocumentFile.ts";
import { type Contract, readContract } from "../src/index.ts";

export const documentText: string = readFileSync(findDocumentFile(), "utf8");

/** Reads the published document, with one text replaced where a test needs another document. */
export function readDocument(replaced = "", replacement = ""): Contract {
  if (!documentText.includes(replaced)) throw new Error(`the document does not say ${replaced}`);
  return readContract(documentText.replace(replaced, replacement), "openapi.yaml");
}

/** The line of the document that a violation names. */
export function quoteLine({ line }: { line: number }): string {
  return documentText.split("\n")[line - 1]?.trim() ?? "";
}
