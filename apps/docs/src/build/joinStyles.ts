import { matches } from "hast-util-select";
import { h } from "hastscript";
import { visit } from "unist-util-visit";
import type { Page } from "./Page.ts";

/** The stylesheet of all pages. */
export const styleFile = "_astro/styles.css";

/**
 * Replaces the stylesheets of a page by the one of the site, because a browser draws nothing before it has all of them.
 * Returns their paths in the site.
 */
export function joinStyles({ tree, head }: Page, root: URL): string[] {
  const paths: string[] = [];
  visit(tree, "element", (element, index, parent) => {
    if (!parent || index === undefined || !matches("link[rel=stylesheet]:not([media])", element)) return;
    paths.push(String(element.properties.href).slice(root.pathname.length));
    parent.children.splice(index, 1);
    return index;
  });
  if (paths.length > 0) head.children.push(h("link", { rel: "stylesheet", href: root.pathname + styleFile }));
  return paths;
}
