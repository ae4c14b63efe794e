import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { select } from "hast-util-select";
import { addBase } from "./addBase.ts";
import { addLinks } from "./addLinks.ts";
import { addPolicy } from "./addPolicy.ts";
import { createTwin } from "./createTwin.ts";
import { joinStyles } from "./joinStyles.ts";
import { mendPage } from "./mendPage.ts";
import { moveStyles } from "./moveStyles.ts";
import { formatPage, type Page, readPage, toTwinPath } from "./Page.ts";

/** A page that is written, and the styles that the stylesheet of the site must have for it. */
export interface FinishedPage extends Page {
  stylesheets: string[];
  rules: string[];
}

/** Rewrites one page, and writes its Markdown twin beside it. */
export function finishPage(folder: string, path: string, root: URL): FinishedPage {
  const file = [`${path}index.html`, `${path.replace(/\/$/, "")}.html`]
    .map((name) => join(folder, name))
    .find(existsSync);
  if (!file) throw new Error(`Astro built no file for the page /${path}`);
  const page = readPage(readFileSync(file, "utf8"), path, root);
  addBase(page, root, folder);
  writeTwin(folder, page);
  addLinks(page, root);
  mendPage(page);
  const stylesheets = joinStyles(page, root);
  const rules = moveStyles(page);
  addPolicy(page);
  writeFileSync(file, formatPage(page));
  return { ...page, stylesheets, rules };
}

/** The twin of a redirect names the new address, because a program follows no redirect of an HTML page. */
function writeTwin(folder: string, page: Page): void {
  const { path, twin, head, url } = page;
  const refresh = select("meta[http-equiv=refresh]", head)?.properties.content;
  const target = /(?<=url=).*/.exec(String(refresh))?.[0];
  if (twin) writeFileSync(join(folder, twin), createTwin(page));
  else if (target)
    writeFileSync(join(folder, toTwinPath(path)), `# Moved\n\nThis page is now <${new URL(target, url)}>.\n`);
}
