import { rmSync } from "node:fs";
import { join, posix } from "node:path";
import { parseArgs } from "node:util";
import { build } from "astro";
import config from "../astro.config.ts";
import { writePages } from "./generate/writePages.ts";
import { buildReference } from "./reference/buildReference.ts";

const { values } = parseArgs({
  options: { base: { type: "string" }, out: { type: "string" }, site: { type: "string" } },
});
const { out, ...address } = values;
const root = join(import.meta.dirname, "..");
const outDir = out ?? join(root, "dist/site");

process.env.ASTRO_TELEMETRY_DISABLED = "1";
await writePages();
// A page of an earlier build must not stay.
rmSync(outDir, { recursive: true, force: true });
await build({ root, outDir, logLevel: "error", ...address });
await buildReference({
  address: new URL(posix.join("/", address.base ?? "", "reference/"), address.site ?? config.site),
  folder: join(outDir, "reference"),
});
