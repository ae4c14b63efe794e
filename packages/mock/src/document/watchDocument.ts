import { unwatchFile, watchFile } from "node:fs";

/** Polling is cheap, and it also sees files that are replaced, linked or mounted, which notifications miss. */
const intervalMs = 100;

/** Calls `onChange` after each change of the document's file. Returns a function that stops watching. */
export function watchDocument(path: string, onChange: () => void): () => void {
  // `unwatchFile` removes every registration of a listener, so each mock registers a function of its own.
  const listener = () => onChange();
  watchFile(path, { interval: intervalMs, persistent: false }, listener);
  return () => unwatchFile(path, listener);
}
