import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Coverage } from "./Coverage.ts";

/** A process that is killed loses the requests of this time. */
const intervalMs = 1_000;

/**
 * Writes the coverage to a file at once, then every second if it has changed, and a last time when the returned function
 * is called. The file is always complete, because a rename replaces it.
 *
 * Throws an `Error` when the file cannot be written at first. `onError` gets a later one.
 */
export function recordCoverage(file: string, read: () => Coverage, onError: (error: unknown) => void): () => void {
  let written = "";
  function write(): void {
    const text = `${JSON.stringify(read(), null, 2)}\n`;
    if (text !== written) writeFile(file, text);
    written = text;
  }
  function writeAgain(): void {
    try {
      write();
    } catch (error) {
      onError(error);
    }
  }
  write();
  const timer = setInterval(writeAgain, intervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    writeAgain();
  };
}

function writeFile(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (cause) {
    throw new Error(`cannot write ${file}: ${(cause as Error).message}. Give the path of a file`, { cause });
  }
}
