import { parseArgs } from "node:util";
import { build } from "astro";
import { writePages } from "./generate/writePages.ts";

const { values } = parseArgs({ options: { base: { type: "string" }, site: { type: "string" } } });

process.env.ASTRO_TELEMETRY_DISABLED = "1";
await writePages();
await build({ root: import.meta.dirname.replace(/src$/, ""), logLevel: "error", ...values });
