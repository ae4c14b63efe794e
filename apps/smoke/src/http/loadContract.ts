import { readFileSync } from "node:fs";
import { type Contract, readContract } from "@session-api/contract";
import { findDocumentFile } from "@session-api/contract/file";

let published: Contract | undefined;

/** Reads the published document, once for all runs of a process. */
export function loadContract(): Contract {
  published ??= readContract(readFileSync(findDocumentFile(), "utf8"), "openapi.yaml");
  return published;
}
