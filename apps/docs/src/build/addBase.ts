import { existsSync } from "node:fs";
import { join } from "node:path";
import { select, selectAll } from "hast-util-select";
import type { Page } from "./Page.ts";

const attributes = ["href", "src"] as const;

/** Puts the base path of the site before each link that starts at its root, such as `/guides/log-in/`. */
export function addBase(page: Page, root: URL, folder: string): void {
  if (root.pathname === "/") return;
  const resolve = (link: string) => resolveLink(link, root.pathname, folder);
  for (const { properties } of selectAll("[href], [src]", page.tree)) {
    for (const attribute of attributes) {
      const link = properties[attribute];
      if (typeof link === "string") properties[attribute] = resolve(link);
    }
  }
  addToRedirect(page, root, resolve);
}

/** Astro's own links have the base path already. A file of the site may begin with the same name, so look for it. */
function resolveLink(link: string, base: string, folder: string): string {
  if (!/^\/(?!\/)/.test(link)) return link;
  const path = link.replace(/[?#].*/, "").replace(/\/$/, "/index.html");
  const isBased = path.startsWith(base) && !existsSync(join(folder, path));
  return isBased ? link : base + link.slice(1);
}

/** Astro writes a redirect as `0;url=/guides/log-in/`, and its address without the base path. */
function addToRedirect({ head }: Page, root: URL, resolve: (link: string) => string): void {
  const refresh = select("meta[http-equiv=refresh]", head);
  if (!refresh) return;
  refresh.properties.content = String(refresh.properties.content).replace(/(?<=url=)\/.*/, resolve);
  for (const { properties } of selectAll("link[rel=canonical]", head)) {
    properties.href = new URL(resolve(new URL(String(properties.href)).pathname), root).href;
  }
}
