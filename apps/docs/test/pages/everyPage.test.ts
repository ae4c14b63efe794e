import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { createPageTests, paths, readOverflow, screenshots, setWidth } from "./createPageTests.ts";

const tests = createPageTests();

/** From the smallest phone to a desktop. */
const widths = [320, 390, 768, 1440];
const pictured = [390, 1440];

/** Axe takes seconds for a long page, and several pages share the machine. */
const limitMs = 600_000;

/** Shows what a reader shows with clicks: every tab, and every section that folds. */
async function openEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const panel of document.querySelectorAll<HTMLElement>("[role=tabpanel]")) panel.hidden = false;
    for (const details of document.querySelectorAll("main details")) details.setAttribute("open", "");
  });
}

/** Lists the violations of accessibility rules as `rule: selector`. */
async function listViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}

/** The sum of all layout shifts until now. */
const readLayoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        }).observe({ type: "layout-shift", buffered: true });
        // The observer says nothing when there was no shift.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(0))));
      }),
  );

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.concurrent.for(paths)(
    "/%s is quiet, fits every width and is accessible",
    { timeout: limitMs },
    async (path, { expect }) => {
      const { page, messages, requestsElsewhere } = await tests.open(path, { colorScheme });
      await page.waitForLoadState("networkidle");
      expect.soft(await readLayoutShift(page)).toBe(0);
      for (const width of widths) {
        await setWidth(page, width);
        expect.soft([width, await readOverflow(page)]).toEqual([width, 0]);
        const name = `${path.replaceAll("/", "-") || "home-"}${colorScheme}-${width}.png`;
        if (pictured.includes(width)) await page.screenshot({ path: join(screenshots, name), fullPage: true });
      }
      await openEverything(page);
      for (const width of pictured) {
        await setWidth(page, width);
        expect.soft([width, await listViolations(page)]).toEqual([width, []]);
      }
      expect.soft(messages).toEqual([]);
      expect.soft(requestsElsewhere).toEqual([]);
      await page.context().close();
    },
  );
});
