import { selectAll } from "hast-util-select";
import type { Site } from "./readSite.ts";

/** Lists what readers and programs may have stored: the pages with their anchors, and the files for programs. */
export function listUrls({ pages, files }: Site): string[] {
  const urls = [...files].filter((file) =>
    /^\/(?!_astro\/|pagefind\/|reference\/).*\.(md|txt|ya?ml|json|xml)$/.test(file),
  );
  for (const { path, tree } of pages.values()) {
    urls.push(path);
    const anchors = selectAll("main :is(h2, h3, h4, h5, h6, a, dt, section, span)[id]", tree);
    urls.push(...anchors.map(({ properties }) => `${path}#${properties.id}`));
  }
  return [...new Set(urls)].filter((url) => !isUnstable(url)).sort();
}

/** Starlight numbers the tabs of a page, and no link leads to the page of an unknown address. */
function isUnstable(url: string): boolean {
  return /#tab-[\d-]+$/.test(url) || url === "/404.html";
}
