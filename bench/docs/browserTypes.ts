import type { launchBrowser } from "../../browsers/src/launchBrowser.ts";

// This folder does not install Playwright itself, so its version cannot differ from that of `browsers`.
export type Browser = Awaited<ReturnType<typeof launchBrowser>>;
export type BrowserContext = Awaited<ReturnType<Browser["newContext"]>>;
export type Page = Awaited<ReturnType<BrowserContext["newPage"]>>;
export type DevTools = Awaited<ReturnType<BrowserContext["newCDPSession"]>>;
