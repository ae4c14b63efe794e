import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AtRule, parse } from "postcss";
import type { FinishedPage } from "./finishPage.ts";
import { styleFile } from "./joinStyles.ts";
import { selectByClass } from "./moveStyles.ts";

/** A selector of the light theme: `[data-theme=light]`, or everything that is not dark. */
const light = /:not\(\[data-theme=['"]?dark['"]?\]\)|\[data-theme=['"]?light['"]?\]/g;

/** Writes the stylesheet of the site from those that Astro built and the rules of the pages. */
export function writeStyles(folder: string, pages: FinishedPage[]): void {
  const files = [...new Set(pages.flatMap(({ stylesheets }) => stylesheets))].map((path) => join(folder, path));
  const rules = [...new Set(pages.flatMap(({ rules }) => rules))].sort();
  const css = [...files.map((file) => selectByClass(readFileSync(file, "utf8"))), ...rules].join("\n");
  writeFileSync(join(folder, styleFile), copyLightRules(css));
  for (const file of files) rmSync(file);
}

/**
 * Lets pages follow the theme of the system when scripts are off. A script chooses the theme, so without one every page
 * would be dark. Each rule of the light theme gets a copy for that case.
 */
export function copyLightRules(css: string): string {
  const sheet = parse(css);
  sheet.walkRules((rule) => {
    const selectors = rule.selectors.filter((selector) => selector.search(light) >= 0);
    if (selectors.length === 0) return;
    // As specific as the original, so that it wins over the same rules as the original does.
    const copy = rule.clone({ selectors: selectors.map((selector) => selector.replaceAll(light, "[data-theme]")) });
    const media = new AtRule({ name: "media", params: "(scripting: none) and (prefers-color-scheme: light)" });
    rule.after(media.append(copy));
  });
  return sheet.toString();
}
