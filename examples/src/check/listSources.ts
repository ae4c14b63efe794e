import { globSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import type { Block } from "../Block.ts";
import { listBlocks } from "../listBlocks.ts";

const texts = ["**/*.{md,mdx}", "{*,packages/*,apps/*}/src/**/*.{ts,tsx}"];
/** Folders of other packages' files, of files that are built, and of files that a tool writes or names. */
const exclude = ["**/{node_modules,dist,.turbo,.astro,.changeset}", "**/CHANGELOG.md", "**/*.tmp", "**/*.tmp.*"];

/** Lists the blocks of all texts in the working folder, and of the samples, of which each file is one block. */
export function listSources(): Block[] {
  const samples = globSync("openapi/samples/*.{sh,ts,py,go}").map((file) => {
    return { place: file, language: extname(file).slice(1), meta: "", code: readFileSync(file, "utf8") };
  });
  return [...globSync(texts, { exclude }).sort().flatMap(listBlocks), ...samples];
}

/** Lists the blocks of the built site, or none before it is built. */
export function listPages(): Block[] {
  return globSync("apps/docs/dist/**/*.html").sort().flatMap(listBlocks);
}
