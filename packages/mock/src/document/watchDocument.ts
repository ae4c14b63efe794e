import { unwatchFile, watchFile } from "node:fs";
import { publishedDocument } from "./loadDocument.ts";

/** Looking is cheap, and sees what notifications miss: files that are replaced, linked or mounted. */
const intervalMs = 100;

/** Calls after each change of the document's file. Returns what stops it. */
export function watchDocument(path: string = publishedDocument(), changed: () => void): () => void {
  // Each mock has a listener of its own, so that one that stops leaves the others'.
  const listener = () => changed();
  watchFile(path, { interval: intervalMs, persistent: false }, listener);
  return () => unwatchFile(path, listener);
}
