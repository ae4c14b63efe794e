import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { select } from "hast-util-select";
import { toHtml } from "hast-util-to-html";
import { toString as readText } from "hast-util-to-string";

/** A page that Astro built. */
export interface Page {
  /** From the root of the site: `guides/log-in/`, and an empty text for the home page. */
  path: string;
  url: URL;
  tree: Root;
  head: Element;
  title: string;
  description: string;
  /** The path of its Markdown twin: `guides/log-in.md`. A redirect and the page of an unknown address have none. */
  twin: string | undefined;
}

/** Parses the HTML of a page. Throws an `Error` when it has no head. */
export function readPage(text: string, path: string, root: URL): Page {
  const tree = fromHtml(text);
  const head = select("head", tree);
  if (!head) throw new Error(`the page /${path} has no head`);
  const heading = select("main h1", tree);
  const hasTwin = heading && !path.startsWith("404");
  return {
    path,
    url: new URL(path, root),
    tree,
    head,
    title: heading ? readText(heading).trim() : "",
    description: String(select("meta[name=description]", head)?.properties.content ?? ""),
    twin: hasTwin ? toTwinPath(path) : undefined,
  };
}

export function toTwinPath(path: string): string {
  return `${path.replace(/\/$/, "") || "index"}.md`;
}

export function formatPage({ tree }: Page): string {
  return toHtml(tree);
}
