import type { Browser, Page } from "./browserTypes.ts";
import { openSlowPage, viewport } from "./openSlowPage.ts";

const limitMs = 30_000;

/** Measures with an empty cache, from the navigation until a typed query shows a hit. Throws when no hit appears. */
export async function measureSearch(
  browser: Browser,
  url: string,
  search: (page: Page) => Promise<void>,
): Promise<number> {
  const context = await browser.newContext({ viewport });
  try {
    const { page } = await openSlowPage(context);
    page.setDefaultTimeout(limitMs);
    const start = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await search(page);
    return performance.now() - start;
  } finally {
    await context.close();
  }
}
