import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { findDocumentFile } from "@session-api/contract/file";
import { arazzoFile } from "../readLoginSteps.ts";

/** Writes the OpenAPI document and the Arazzo document as `@session-api/openapi` publishes them. */
export function writeDocument(folder: string): void {
  const document = findDocumentFile();
  copyFileSync(document, join(folder, "openapi.yaml"));
  copyFileSync(arazzoFile, join(folder, "login.arazzo.yaml"));
  const redocly = join(import.meta.dirname, "../../node_modules/.bin/redocly");
  execFileSync(redocly, ["bundle", document, "--output", join(folder, "openapi.json")], { stdio: "ignore" });
}
