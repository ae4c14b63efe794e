import type { BrowserContext, DevTools, Page } from "./browserTypes.ts";

export const viewport = { width: 1350, height: 940 };

// "Slow 4G" of Lighthouse: 150 ms and 1.6 Mbit/s, in the figures that Lighthouse gives to DevTools.
const slowNetwork = { offline: false, latency: 562.5, downloadThroughput: 184_320, uploadThroughput: 84_375 };
const slowCpu = { rate: 4 };

/** Opens an empty page that loads and runs as on a slow phone. */
export async function openSlowPage(context: BrowserContext): Promise<{ page: Page; devTools: DevTools }> {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", slowNetwork);
  await devTools.send("Emulation.setCPUThrottlingRate", slowCpu);
  return { page, devTools };
}
