import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../errors/UsageError.ts";
import { jsonReport } from "./jsonReport.ts";
import { junitReport } from "./junitReport.ts";
import { markdownReport } from "./markdownReport.ts";
import type { Run } from "./Run.ts";

const formats: Record<string, (runs: Run[]) => string> = {
  json: jsonReport,
  junit: junitReport,
  markdown: markdownReport,
};

/** Reads `json=smoke.json` and the like. Throws a `UsageError` before anything is sent. */
export function openReports(wanted: string[]): { write(runs: Run[]): void } {
  const reports = wanted.map((text) => {
    const at = text.indexOf("=");
    const format = formats[text.slice(0, at)];
    const file = text.slice(at + 1);
    if (at < 0 || !format || file === "")
      throw new UsageError("--reporter wants json=FILE, junit=FILE or markdown=FILE");
    if (!existsSync(dirname(file)))
      throw new UsageError(`--reporter cannot write ${file}, because its folder does not exist`);
    if (!isWritable(file))
      throw new UsageError(`--reporter cannot write ${file}: it is a folder, or you may not write to it`);
    return { format, file };
  });
  return {
    write(runs) {
      for (const { format, file } of reports) {
        // A job summary is a file that earlier commands have written to.
        writeFileSync(file, format(runs), { flag: format === markdownReport ? "a" : "w" });
      }
    },
  };
}

function isWritable(file: string): boolean {
  if (existsSync(file) && statSync(file).isDirectory()) return false;
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
