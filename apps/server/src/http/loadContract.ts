import { readFileSync } from "node:fs";
import { type Contract, readContract } from "@session-api/contract";
import { findDocumentFile } from "@session-api/contract/file";
import { isEmail } from "../domain/email.ts";

/** Reads the published document. An email is checked in the form in which it is looked up. */
export function loadContract(): Contract {
  return readContract(readFileSync(findDocumentFile(), "utf8"), "openapi.yaml", { email: isEmail });
}
