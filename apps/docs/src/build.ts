import { parseArgs } from "node:util";
import { build } from "astro";
import { writePages } from "./generate/writePages.ts";

const { values } = parseArgs({
  options: { base: { type: "string" }, out: { type: "string" }, site: { type: "string" } },
});
const { out: outDir, ...address } = values;

process.env.ASTRO_TELEMETRY_DISABLED = "1";
await writePages();
await build({
  root: import.meta.dirname.replace(/src$/, ""),
  logLevel: "error",
  ...address,
  ...(outDir && { outDir }),
});
