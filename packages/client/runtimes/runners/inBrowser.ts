import { type BrowserName, launchBrowser } from "@session-api/browsers";
import type { Place } from "../Place.ts";
import type { Report, runFlow } from "../runFlow.ts";

/** Runs the flow in a page of `place.hostUrl`, an origin other than that of the servers. */
export async function runInBrowser(name: BrowserName, place: Place): Promise<Report> {
  const browser = await launchBrowser(name);
  try {
    const page = await browser.newPage();
    await page.goto(place.hostUrl);
    const results = await page.evaluate(
      (place) => (globalThis as unknown as { runFlow: typeof runFlow }).runFlow(place),
      place,
    );
    return { runtime: `${name} ${browser.version()}`, results };
  } finally {
    await browser.close();
  }
}
