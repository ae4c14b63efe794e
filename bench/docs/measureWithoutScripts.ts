import type { Browser } from "./browserTypes.ts";
import { countBytes, sumKilobytes } from "./countBytes.ts";
import { viewport } from "./openSlowPage.ts";

export interface PlainVisit {
  kilobytes: number;
  /** The number of visible characters of text. */
  characters: number;
}

/** Opens a page without JavaScript: the bytes that it transfers, and the text that it shows. */
export async function measureWithoutScripts(browser: Browser, url: string): Promise<PlainVisit> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport });
  try {
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    await devTools.send("Network.enable");
    const traffic = countBytes(devTools);
    await page.goto(url, { waitUntil: "networkidle" });
    // biome-ignore lint/performance/useDomNodeTextContent: textContent would also count hidden text and scripts.
    const text = await page.locator("body").innerText();
    return { kilobytes: sumKilobytes(traffic), characters: text.replace(/\s+/g, " ").trim().length };
  } finally {
    await context.close();
  }
}
