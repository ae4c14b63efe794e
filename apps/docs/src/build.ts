import { parseArgs } from "node:util";
import { build } from "astro";
import config from "../astro.config.ts";
import { writePages } from "./generate/writePages.ts";
import { buildReference } from "./reference/buildReference.ts";

const { values } = parseArgs({ options: { base: { type: "string" }, site: { type: "string" } } });

process.env.ASTRO_TELEMETRY_DISABLED = "1";
writePages();
await build({ root: import.meta.dirname.replace(/src$/, ""), logLevel: "error", ...values });
await buildReference(new URL(`${values.base ?? ""}/reference/`.replace("//", "/"), values.site ?? config.site));
