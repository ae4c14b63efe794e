import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Contender } from "./contenders.ts";

export interface Visit {
  kilobytes: number;
  requests: number;
  /** The hosts, other than the own one, that the page asked for something. */
  otherHosts: string[];
  firstPaintMs: number;
  largestPaintMs: number;
  /** Total blocking time: what each task takes longer than 50 ms, from the first paint on. */
  blockingMs: number;
  searchableMs?: number | undefined;
}

// "Slow 4G" of Lighthouse: 150 ms and 1.6 Mbit/s, in the figures that Lighthouse gives to DevTools.
const slowNetwork = { offline: false, latency: 562.5, downloadThroughput: 184_320, uploadThroughput: 84_375 };
const slowCpu = { rate: 4 };
const settleMs = 1_500;
const searchLimitMs = 30_000;

/** Opens a page as on a slow phone, and measures it. A second visit comes from a context that has seen the page. */
export async function measureVisit(
  browser: Browser,
  { path, search }: Contender,
  url: string,
  visits: 1 | 2 = 1,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1350, height: 940 } });
  try {
    let visit = await visitOnce(context, url + path, search);
    if (visits === 2) visit = await visitOnce(context, url + path, undefined);
    return visit;
  } finally {
    await context.close();
  }
}

async function visitOnce(context: BrowserContext, url: string, search: Contender["search"]): Promise<Visit> {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", slowNetwork);
  await devTools.send("Emulation.setCPUThrottlingRate", slowCpu);
  const { host } = new URL(url);
  const otherHosts = new Set<string>();
  let [bytes, requests] = [0, 0];
  devTools.on("Network.requestWillBeSent", ({ request }) => {
    if (!request.url.startsWith("http")) return;
    requests++;
    const requested = new URL(request.url).host;
    if (requested !== host) otherHosts.add(requested);
  });
  devTools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript(observePaints);
  await page.goto(url, { waitUntil: "load", timeout: 60_000 });
  await page.waitForFunction("performance.getEntriesByName('first-contentful-paint').length > 0");
  await page.waitForTimeout(settleMs);
  const paints = await readPaints(page);
  const loaded = { kilobytes: bytes / 1000, requests, otherHosts: [...otherHosts], ...paints };
  await page.close();
  if (!search) return loaded;
  return { ...loaded, searchableMs: await measureSearch(context, url, search) };
}

/** Measures in a new context without a cache, from the navigation until a typed query shows a hit. */
async function measureSearch(
  context: BrowserContext,
  url: string,
  search: NonNullable<Contender["search"]>,
): Promise<number | undefined> {
  const fresh = await context.browser()?.newContext({ viewport: { width: 1350, height: 940 } });
  if (!fresh) return undefined;
  try {
    const page = await fresh.newPage();
    page.setDefaultTimeout(searchLimitMs);
    const devTools = await fresh.newCDPSession(page);
    await devTools.send("Network.enable");
    await devTools.send("Network.emulateNetworkConditions", slowNetwork);
    await devTools.send("Emulation.setCPUThrottlingRate", slowCpu);
    const start = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await search(page);
    return performance.now() - start;
  } finally {
    await fresh.close();
  }
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
