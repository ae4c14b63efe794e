import { h } from "hastscript";
import type { Page } from "./Page.ts";

/** Links the feed, and the Markdown twin of the page, in its head. */
export function addLinks({ head, twin }: Page, { pathname }: URL): void {
  const alternate = (type: string, href: string) => h("link", { rel: "alternate", type, href });
  if (twin) head.children.push(alternate("text/markdown", pathname + twin));
  head.children.push(alternate("application/rss+xml", `${pathname}changelog/feed.xml`));
}
