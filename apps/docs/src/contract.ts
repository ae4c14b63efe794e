import { readFileSync } from "node:fs";
import { readContract } from "@session-api/contract";
import { findDocumentFile } from "@session-api/contract/file";

/** The OpenAPI document that this site describes. */
export const contract = readContract(readFileSync(findDocumentFile(), "utf8"), "openapi.yaml");
