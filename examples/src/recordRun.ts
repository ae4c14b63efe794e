import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findRunsFolder, hashCode } from "./findRuns.ts";

/**
 * Records that a test has run this block, or has compared it with real output. Call it after the last assertion about
 * the block. Writes an empty file, named after the code, into `.turbo/ran/` of the package in the working folder.
 *
 * @example
 * ```ts
 * import { listBlocks, recordRun } from "@session-api/examples";
 *
 * for (const { code, language } of listBlocks("README.md")) {
 *   if (language === "json") JSON.parse(code);
 *   if (language === "json") recordRun(code);
 * }
 * ```
 */
export function recordRun(code: string): void {
  const folder = findRunsFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, hashCode(code)), "");
}
