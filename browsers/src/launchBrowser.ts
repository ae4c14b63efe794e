import { type Browser, chromium, firefox, webkit } from "playwright-core";
import { provideChromium } from "./provideChromium.ts";

export type BrowserName = "chromium" | "firefox" | "webkit";

const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a browser with an empty profile. Installs Chromium when it is missing. Firefox and WebKit must be installed by
 * Playwright before.
 */
export async function launchBrowser(name: BrowserName): Promise<Browser> {
  if (name === "firefox") return firefox.launch();
  if (name === "webkit") return webkit.launch();
  return chromium.launch({ executablePath: provideChromium(), args: chromiumArgs });
}

export { provideChromium } from "./provideChromium.ts";
