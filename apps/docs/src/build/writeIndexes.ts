import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLlmsText } from "./createLlmsText.ts";
import { listSections } from "./listSections.ts";
import type { Page } from "./Page.ts";

/** Writes `/llms.txt`, which lists the Markdown twins, `/llms-full.txt`, which holds them all, and `/robots.txt`. */
export function writeIndexes(folder: string, root: URL, pages: Page[]): void {
  const home = pages.find(({ path }) => path === "");
  if (!home) throw new Error("the site has no home page");
  const sections = listSections(pages, root);
  const ordered = [home, ...sections.flatMap(({ pages }) => pages)];
  const twins = ordered.map(({ twin }) => readFileSync(join(folder, `${twin}`), "utf8"));
  const files = {
    "llms.txt": createLlmsText(home, sections, root),
    "llms-full.txt": twins.join("\n---\n\n"),
    "robots.txt": `User-agent: *\nAllow: /\n\nSitemap: ${new URL("sitemap-index.xml", root)}\n`,
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
}
