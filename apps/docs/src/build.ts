import { posix } from "node:path";
import { parseArgs } from "node:util";
import { build } from "astro";
import config from "../astro.config.ts";
import { writePages } from "./generate/writePages.ts";
import { buildReference } from "./reference/buildReference.ts";

const { values } = parseArgs({
  options: { base: { type: "string" }, out: { type: "string" }, site: { type: "string" } },
});
const { out: outDir, ...address } = values;
const root = import.meta.dirname.replace(/src$/, "");

process.env.ASTRO_TELEMETRY_DISABLED = "1";
await writePages();
await build({ root, logLevel: "error", ...address, ...(outDir && { outDir }) });
await buildReference({
  address: new URL(posix.join("/", address.base ?? "", "reference/"), address.site ?? config.site),
  folder: posix.resolve(root, outDir ?? "dist/site", "reference"),
});
