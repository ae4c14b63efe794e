import { hash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder in which a package keeps the records of its last test run. Not in `dist/`, which each build empties. */
export function findRunsFolder(from: string = process.cwd()): string {
  if (existsSync(join(from, "package.json"))) return join(from, ".turbo/ran");
  if (dirname(from) === from) throw new Error(`${process.cwd()} is not inside a package`);
  return findRunsFolder(dirname(from));
}

/** The name of a block in these records: the SHA-256 of its code without the blank lines around it. */
export function hashCode(code: string): string {
  return hash("sha256", code.trim());
}
