import type { Element } from "hast";
import { matches, select, selectAll } from "hast-util-select";
import { toMdast } from "hast-util-to-mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { handlers } from "./markdownHandlers.ts";
import type { Page } from "./Page.ts";

/** Parts of `main` that only help to read or to move on a screen, or that need scripts. */
const screenOnly = "h1, footer, nav, .sl-anchor-link, .copy, [aria-hidden=true], script, link, style, .try-scripted";

/** Writes the content of a page as Markdown, under its title and its description. */
export function createTwin({ tree, url, title, description }: Page): string {
  const main = structuredClone(select("main", tree));
  if (!main) throw new Error(`the page ${url.pathname} has no content`);
  for (const element of selectAll("a[href]", main)) element.properties.href = resolve(element.properties.href, url);
  for (const element of selectAll("img[src]", main)) element.properties.src = resolve(element.properties.src, url);
  removeScreenOnly(main);
  const content = toMdast({ type: "root", children: [main] }, { handlers, newlines: true });
  const text = toMarkdown(content, { extensions: [gfmToMarkdown()], bullet: "-", rule: "-" });
  return `# ${title}\n\n> ${description}\n\n${text}`;
}

function resolve(link: unknown, page: URL): string {
  return new URL(String(link), page).href;
}

function removeScreenOnly(element: Element): void {
  element.children = element.children.filter((child) => child.type !== "element" || !matches(screenOnly, child));
  for (const child of element.children) if (child.type === "element") removeScreenOnly(child);
}
