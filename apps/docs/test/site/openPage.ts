import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page, Request } from "playwright-core";

/** The folder of the built site. */
export const siteFolder = join(import.meta.dirname, "../../dist/site");

/** An open page, and what must stay empty while a test uses it. */
export interface Visit {
  page: Page;
  /** Requests to other hosts, even those that the page's policy stops. */
  requestsElsewhere: string[];
  /** Errors of scripts, and every message on the console. */
  messages: string[];
}

/** Opens a URL. Collects from then on requests to hosts other than the URL's own, and messages. */
export async function openPage(browser: Browser, url: string, options?: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options });
  const page = await context.newPage();
  const requestsElsewhere: string[] = [];
  const messages: string[] = [];
  page.on("pageerror", ({ message }) => messages.push(message));
  page.on("console", (message) => messages.push(message.text()));
  const { host } = new URL(url);
  const note = (request: Request) => {
    const isLocal = /^(file|data|blob):/.test(request.url());
    if (!isLocal && new URL(request.url()).host !== host) requestsElsewhere.push(request.url());
  };
  page.on("request", note);
  await page.goto(url);
  return { page, requestsElsewhere, messages };
}

/** Goes to a place of the reference and returns its section, or undefined when the page has no such section. */
export async function goToSection(page: Page, base: string, link: string): Promise<Locator | undefined> {
  const section = page.locator(`[data-section-id="${link}"]`);
  const notFound = page.getByText("Back to docs");
  await page.goto(`${base}#${link}`);
  await section.getByRole("heading").or(notFound).first().waitFor();
  return (await notFound.isVisible()) ? undefined : section;
}
