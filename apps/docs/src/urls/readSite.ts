import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { select, selectAll } from "hast-util-select";

/** An HTML page of a built site. */
export interface SitePage {
  /** Its path: `/guides/log-in/`, and `/404.html` for a page that is not the index of a folder. */
  path: string;
  tree: Root;
  /** The places that a link can lead to. */
  ids: Set<string>;
  /** Whether the page only leads to another one. */
  isRedirect: boolean;
}

export interface Site {
  /** By their paths. */
  pages: Map<string, SitePage>;
  /** The paths of all files: `/guides/log-in/index.html`. */
  files: Set<string>;
}

/** Reads a folder with a built site. */
export function readSite(folder: string): Site {
  const files = globSync("**/*.*", { cwd: folder }).map((file) => `/${file.replaceAll("\\", "/")}`);
  const pages = files.filter((file) => file.endsWith(".html")).map((file) => readSitePage(folder, file));
  return { pages: new Map(pages.map((page) => [page.path, page])), files: new Set(files) };
}

function readSitePage(folder: string, file: string): SitePage {
  const tree = fromHtml(readFileSync(join(folder, file), "utf8"));
  return {
    path: posix.basename(file) === "index.html" ? file.slice(0, -"index.html".length) : file,
    tree,
    ids: new Set(selectAll("[id]", tree).map(({ properties }) => String(properties.id))),
    isRedirect: select("meta[http-equiv=refresh]", tree) !== undefined,
  };
}
