import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Sample {
  file: string;
  label: string;
  highlight: string;
  code: string;
}
const all = [
  ["sh", "curl", "sh"],
  ["ts", "TypeScript client", "ts"],
  ["fetch.ts", "fetch", "ts"],
  ["py", "Python", "python"],
  ["go", "Go", "go"],
] as const;
export function readSamples(operationId: string): Sample[] {
  return all.flatMap(([ext, label, highlight]) => {
    const file = `${operationId}.${ext}`;
    const path = join(import.meta.dirname, "../../../openapi/samples", file);
    return [{ file, label, highlight, code: existsSync(path) ? readFileSync(path, "utf8") : `TODO ${file}` }];
  });
}
