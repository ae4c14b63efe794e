import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Coverage } from "./Coverage.ts";
import { mergeCoverage } from "./mergeCoverage.ts";
import { writeCoverage } from "./writeCoverage.ts";

/** Each mock of a test run records into a file of its own in this folder. */
export interface RunRecord {
  folder: string;
  /** Merges the files of the mocks into one, and removes the folder. */
  finish(): void;
}

/** Prepares the record of a test run with several processes, so that their mocks do not replace each other's files. */
export function recordRun(file: string): RunRecord {
  const folder = `${file}.parts`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return {
    folder,
    finish() {
      const parts = readdirSync(folder).filter((name) => name.endsWith(".json"));
      const all = parts.map((name): Coverage => JSON.parse(readFileSync(join(folder, name), "utf8")));
      writeCoverage(file, all.reduce(mergeCoverage));
      rmSync(folder, { recursive: true });
    },
  };
}
