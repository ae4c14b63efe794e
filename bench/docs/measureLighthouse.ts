import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { provideChromium } from "../../browsers/src/provideChromium.ts";

export interface Scores {
  performance: number;
  accessibility: number;
  "best-practices": number;
  seo: number;
  /** The first paint as Lighthouse calculates it for a slow phone. */
  firstPaintMs: number;
  /** The names of the audits below 1. */
  failed: string[];
}

/** Runs Lighthouse as on a phone, with its own simulated throttle. It needs no network. */
export async function measureLighthouse(url: string): Promise<Scores> {
  const chrome = await launch({
    chromePath: provideChromium(),
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
  });
  try {
    const result = await lighthouse(url, { port: chrome.port, logLevel: "error" });
    if (!result) throw new Error(`Lighthouse gave no result for ${url}`);
    const { categories, audits } = result.lhr;
    const score = (name: string) => Math.round((categories[name]?.score ?? Number.NaN) * 100);
    const failed = Object.values(audits).filter((audit) => audit.score !== null && audit.score < 1);
    return {
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
      seo: score("seo"),
      firstPaintMs: audits["first-contentful-paint"]?.numericValue ?? Number.NaN,
      failed: failed.map(({ id, score, displayValue }) => `${id} ${score} ${displayValue ?? ""}`.trim()),
    };
  } finally {
    chrome.kill();
  }
}
