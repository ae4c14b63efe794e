import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Coverage } from "./Coverage.ts";

/** Writes coverage as JSON. A rename replaces the file, so it is always complete. Throws an `Error` that names the file. */
export function writeCoverage(file: string, coverage: Coverage): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, `${JSON.stringify(coverage, null, 2)}\n`);
    renameSync(temporary, file);
  } catch (cause) {
    throw new Error(`cannot write ${file}: ${(cause as Error).message}. Give the path of a file`, { cause });
  }
}
