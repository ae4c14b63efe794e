import type { Coverage } from "./Coverage.ts";
import { writeCoverage } from "./writeCoverage.ts";

/** A process that is killed loses the requests of this time. */
const intervalMs = 1_000;

/**
 * Writes the coverage to a file at once, then every second if it has changed, and a last time when the returned function
 * is called.
 *
 * Throws an `Error` when the file cannot be written at first. `onError` gets a later one.
 */
export function recordCoverage(file: string, read: () => Coverage, onError: (error: unknown) => void): () => void {
  let written = "";
  function write(): void {
    const coverage = read();
    const text = JSON.stringify(coverage);
    if (text !== written) writeCoverage(file, coverage);
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
