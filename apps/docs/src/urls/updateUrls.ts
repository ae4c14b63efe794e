import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listUrls } from "./listUrls.ts";
import { readSite } from "./readSite.ts";

const root = join(import.meta.dirname, "../..");
const file = join(root, "urls.txt");

/** Adds the new URLs of the built site to the list of published URLs. It removes none. */
const published = readFileSync(file, "utf8").split("\n").filter(Boolean);
const all = new Set([...published, ...listUrls(readSite(join(root, "dist/site")))]);
writeFileSync(file, `${[...all].sort().join("\n")}\n`);
console.log(`apps/docs/urls.txt has ${all.size} URLs, ${all.size - published.length} of them new`);
