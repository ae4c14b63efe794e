import type { Browser } from "playwright-core";

/** Opens a page without JavaScript: what it transfers, and how many characters of text it shows. */
export async function measureWithoutScripts(browser: Browser, url: string): Promise<{ kilobytes: number; characters: number }> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1350, height: 940 } });
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  let bytes = 0;
  devTools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(url);
  const text = await page.locator("body").innerText();
  await context.close();
  return { kilobytes: bytes / 1000, characters: text.replace(/\s+/g, " ").trim().length };
}
