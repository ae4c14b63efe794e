import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Element } from "hast";
import { selectAll } from "hast-util-select";
import type { Page } from "./Page.ts";

const attributes = ["href", "src"] as const;

/** Puts the base path of the site before each link that starts at its root, such as `/guides/log-in/`. */
export function addBase({ tree, head }: Page, root: URL, folder: string): void {
  if (root.pathname === "/") return;
  for (const element of selectAll("[href], [src]", tree)) {
    for (const attribute of attributes) {
      const link = element.properties[attribute];
      if (typeof link === "string") element.properties[attribute] = resolveLink(link, root.pathname, folder);
    }
  }
  for (const element of selectAll("meta[http-equiv=refresh]", head)) addToRefresh(element, root.pathname, folder);
}

/** Astro writes a redirect as `0;url=/guides/log-in/`. */
function addToRefresh({ properties }: Element, base: string, folder: string): void {
  properties.content = String(properties.content).replace(/(?<=url=)\/.*/, (link) => resolveLink(link, base, folder));
}

/** Astro's own links have the base path already. A file of the site may begin with the same name, so look for it. */
function resolveLink(link: string, base: string, folder: string): string {
  if (!/^\/(?!\/)/.test(link)) return link;
  const path = link.replace(/[?#].*/, "");
  const isBased = path.startsWith(base) && !existsSync(join(folder, path.replace(/\/$/, "/index.html")));
  return isBased ? link : base + link.slice(1);
}
