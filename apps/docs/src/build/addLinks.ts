import { matches } from "hast-util-select";
import { h } from "hastscript";
import type { Page } from "./Page.ts";

/** Links the feed, and the Markdown twin of the page, in its head. */
export function addLinks({ path, head, twin }: Page, { pathname }: URL): void {
  const alternate = (type: string, href: string) => h("link", { rel: "alternate", type, href });
  if (twin) head.children.push(alternate("text/markdown", pathname + twin));
  head.children.push(alternate("application/rss+xml", `${pathname}changelog/feed.xml`));
  if (path.startsWith("404")) removeAddress(head);
}

/** The page of an unknown address has no address of its own. */
function removeAddress(head: Page["head"]): void {
  const address = "link[rel=canonical], meta[property='og:url']";
  head.children = head.children.filter((child) => child.type !== "element" || !matches(address, child));
}
