import type { Browser, BrowserContext, Page } from "./browserTypes.ts";
import { countBytes, sumKilobytes } from "./countBytes.ts";
import { openSlowPage, viewport } from "./openSlowPage.ts";

export interface Visit {
  kilobytes: number;
  requests: number;
  /** The hosts, other than the own one, that the page asked for something. */
  otherHosts: string[];
  /** The path and the bytes of each file. */
  files: [string, number][];
  firstPaintMs: number;
  largestPaintMs: number;
  /** Total blocking time: what each task takes longer than 50 ms, from the first paint on. */
  blockingMs: number;
}

const settleMs = 1_500;

/** Opens a page as on a slow phone, in a new context, and then again with a full cache. */
export async function measureVisits(browser: Browser, url: string): Promise<{ cold: Visit; again: Visit }> {
  const context = await browser.newContext({ viewport });
  try {
    return { cold: await visit(context, url), again: await visit(context, url) };
  } finally {
    await context.close();
  }
}

async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const { page, devTools } = await openSlowPage(context);
  const traffic = countBytes(devTools);
  await page.addInitScript(observePaints);
  await page.goto(url, { waitUntil: "load", timeout: 60_000 });
  await page.waitForFunction("performance.getEntriesByName('first-contentful-paint').length > 0");
  await page.waitForTimeout(settleMs);
  const paints = await readPaints(page);
  await page.close();
  const { host } = new URL(url);
  const hosts = new Set(traffic.requests.map((requested) => new URL(requested).host));
  return {
    kilobytes: sumKilobytes(traffic),
    requests: traffic.requests.length,
    otherHosts: [...hosts].filter((other) => other !== host),
    files: [...traffic.bytes].map(([requested, bytes]) => [new URL(requested).pathname, bytes]),
    ...paints,
  };
}

function observePaints(): void {
  const seen = { largest: 0, tasks: [] as [number, number][] };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.largest = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
}

function readPaints(page: Page): Promise<Pick<Visit, "firstPaintMs" | "largestPaintMs" | "blockingMs">> {
  return page.evaluate(() => {
    const { seen } = window as unknown as { seen: { largest: number; tasks: [number, number][] } };
    const firstPaintMs = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
    const blocking = seen.tasks.filter(([start]) => start >= firstPaintMs).map(([, duration]) => duration - 50);
    return { firstPaintMs, largestPaintMs: seen.largest, blockingMs: blocking.reduce((sum, ms) => sum + ms, 0) };
  });
}
