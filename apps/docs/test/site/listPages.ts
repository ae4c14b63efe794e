import { toTwinPath } from "../../src/build/Page.ts";
import { readSite, type SitePage } from "../../src/urls/readSite.ts";

/** The pages that Astro built, with the paths of their Markdown twins. */
export function listPages(folder: string): (SitePage & { twin: string })[] {
  const pages = [...readSite(folder).pages.values()];
  return pages
    .filter(({ path, isRedirect }) => !isRedirect && !path.startsWith("/reference/"))
    .map((page) => ({ ...page, twin: toTwinPath(page.path.slice(1)) }));
}
