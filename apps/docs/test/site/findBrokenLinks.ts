import { selectAll } from "hast-util-select";
import type { Site, SitePage } from "../../src/urls/readSite.ts";

const attributes = ["href", "src"] as const;

/** Lists the links and sources of all pages that lead to no file or no anchor of the site, or that are not URLs. */
export function findBrokenLinks(site: Site, root: URL): string[] {
  return [...site.pages.values()].flatMap((page) =>
    listLinks(page).flatMap((link) => {
      const problem = findProblem(link, page, site, root);
      return problem ? [`${page.path} links ${link}: ${problem}`] : [];
    }),
  );
}

/** Links with `data-discover` are those of the reference's menu, which its own script follows. */
function listLinks({ tree }: SitePage): string[] {
  const links = selectAll(":is([href], [src]):not([data-discover])", tree).flatMap(({ properties }) =>
    attributes.map((name) => properties[name]),
  );
  return [...new Set(links.filter((link) => typeof link === "string"))];
}

function findProblem(link: string, page: SitePage, { pages, files }: Site, root: URL): string | undefined {
  const address = new URL(page.path.slice(1), root);
  if (!URL.canParse(link, address)) return "not a URL";
  const url = new URL(link, address);
  if (url.origin !== root.origin)
    return /^(https?|mailto|data):$/.test(url.protocol) ? undefined : "an unknown protocol";
  if (!url.pathname.startsWith(root.pathname)) return `outside of ${root.pathname}`;
  const path = `/${decodeURIComponent(url.pathname.slice(root.pathname.length))}`;
  const target = pages.get(path);
  if (!target) return files.has(path) ? undefined : "no such file";
  const anchor = decodeURIComponent(url.hash.slice(1));
  // The reference makes its own anchors, which begin with a slash, when its script runs.
  if (anchor === "" || anchor.startsWith("/") || target.ids.has(anchor)) return undefined;
  return "no such anchor";
}
