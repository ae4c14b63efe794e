import { watch } from "node:fs";
import { basename, dirname } from "node:path";
import { publishedDocument } from "./loadDocument.ts";

/** Editors write a file in several steps; it is read when they are through. */
const settleMs = 50;

/** Calls after each change of a file, also one that replaces it. Returns what stops it. */
export function watchFile(path: string = publishedDocument(), changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(path), (_event, name) => {
    if (name !== null && name !== basename(path)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
