import { select, selectAll } from "hast-util-select";
import { toString as readText } from "hast-util-to-string";
import type { Page } from "./Page.ts";

export interface Section {
  label: string;
  pages: Page[];
}

/** Groups the pages as the sidebar does, in its order. The last section has the pages that are not in the sidebar. */
export function listSections(pages: Page[], root: URL): Section[] {
  const sidebar = pages.map(({ tree }) => select("nav.sidebar ul.top-level", tree)).find((found) => found);
  const listed = new Map(pages.filter(({ twin, path }) => twin && path !== "").map((page) => [page.url.href, page]));
  const sections = sidebar?.children.map((item): Section => {
    const links = item.type === "element" ? selectAll("a[href]", item) : [];
    const label = item.type === "element" ? select(".group-label", item) : undefined;
    const found = links.flatMap(({ properties }) => take(listed, new URL(String(properties.href), root).href) ?? []);
    return { label: label ? readText(label).trim() : (found[0]?.title ?? ""), pages: found };
  });
  return [...(sections ?? []), { label: "More", pages: [...listed.values()] }].filter(({ pages }) => pages.length > 0);
}

/** A page stands in one section, even when two link it. */
function take(pages: Map<string, Page>, url: string): Page | undefined {
  const page = pages.get(url);
  pages.delete(url);
  return page;
}
