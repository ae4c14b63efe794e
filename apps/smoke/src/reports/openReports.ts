import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../errors/UsageError.ts";
import { formatJson } from "./formatJson.ts";
import { formatJunit } from "./formatJunit.ts";
import { formatMarkdown } from "./formatMarkdown.ts";
import type { Run } from "./Run.ts";

const formats: Record<string, (runs: Run[]) => string> = {
  json: formatJson,
  junit: formatJunit,
  markdown: formatMarkdown,
};

/** Reads options such as `json=smoke.json`. Throws a `UsageError` for one that cannot be written. */
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
        // Earlier commands of a job may have written to its summary.
        writeFileSync(file, format(runs), { flag: format === formatMarkdown ? "a" : "w" });
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
