import { readFileSync, writeFileSync } from "node:fs";

/** Replaces a text of a file. Throws an `Error` when the file does not hold it. */
export function replace(file: string, text: string, replacement: string): void {
  const content = readFileSync(file, "utf8");
  if (!content.includes(text)) throw new Error(`${file} no longer says ${text}`);
  writeFileSync(
    file,
    content.replace(text, () => replacement),
  );
}

/** Inserts a text before another one. */
export function insert(file: string, before: string, text: string): void {
  replace(file, before, text + before);
}
