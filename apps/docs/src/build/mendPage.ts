import { select, selectAll } from "hast-util-select";
import { h } from "hastscript";
import type { Page } from "./Page.ts";

/** Adds what Starlight leaves out: tables that a keyboard can scroll, and a page that is drawn once and not in parts. */
export function mendPage({ tree, head }: Page): void {
  for (const table of selectAll("main table", tree)) table.properties.tabIndex = 0;
  const body = select("body", tree);
  // A browser that draws the first parts of a page early must move them when the others come.
  head.children.push(h("link", { rel: "expect", href: "#page-end", blocking: "render" }));
  body?.children.push(h("div", { id: "page-end", hidden: true }));
}
