import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { launchBrowser } from "@session-api/browsers";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { openPage, siteFolder, type Visit } from "../site/openPage.ts";
import { serveSite } from "../site/serveSite.ts";

/** Enough to install a browser on a machine without one. */
const installLimitMs = 400_000;

/** Pictures of the pages, for people. */
export const screenshots: string = join(import.meta.dirname, "../../dist/screenshots");

/** The paths of the pages that Astro built: "" is the home page. The reference has tests of its own. */
export const paths: string[] = globSync("**/index.html", { cwd: siteFolder })
  .filter((file) => !readFileSync(join(siteFolder, file), "utf8").includes('http-equiv="refresh"'))
  .map((file) => `${dirname(file)}/`.replaceAll("\\", "/").replace("./", ""))
  .filter((path) => path !== "reference/")
  .sort();

/** Serves the built site to the tests of a file, and opens its pages in Chromium. */
export function createPageTests() {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSite>>;
  beforeAll(async () => {
    site = await serveSite();
    browser = await launchBrowser("chromium");
  }, installLimitMs);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  return {
    open: (path: string, options?: BrowserContextOptions): Promise<Visit> =>
      openPage(browser, `${site.url}${path}`, options),
  };
}

export const setWidth = (page: Page, width: number): Promise<void> => page.setViewportSize({ width, height: 900 });

/** The number of pixels by which the page is wider than the window. */
export const readOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
