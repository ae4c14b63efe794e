import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { launchBrowser } from "@session-api/browsers";
import type { Browser, Page } from "playwright-core";
import sirv from "sirv";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listPages } from "./site/listPages.ts";

const folder = join(import.meta.dirname, "../dist/site");

/** Enough to install a browser on a machine without one, and to open every page. */
const limitMs = 400_000;

let browser: Browser;
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer(sirv(folder));
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser("chromium");
}, limitMs);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens a page that notes what the policy refuses. Chromium writes each refusal to the console. */
async function openPage(): Promise<{ page: Page; refusals: string[] }> {
  const page = await browser.newPage();
  const refusals: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refusals.push(`${page.url()}: ${message.text()}`);
  });
  return { page, refusals };
}

it("no page does what its own policy refuses", { timeout: limitMs }, async () => {
  const { page, refusals } = await openPage();
  for (const { path } of listPages(folder)) await page.goto(url + path);
  expect(refusals).toEqual([]);
  await page.close();
});

it("the search, the theme and the colours of code work under the policy", { timeout: limitMs }, async () => {
  const { page, refusals } = await openPage();
  await page.goto(`${url}/operations/createSession/`);
  const token = page.locator("pre .code span").first();
  const readColour = () => token.evaluate((element) => getComputedStyle(element).color);
  const [select, dark] = [page.locator("starlight-theme-select select").first(), "dark"];
  await select.selectOption(dark);
  const darkColour = await readColour();
  await select.selectOption("light");
  expect(await readColour()).not.toBe(darkColour);
  await page.locator("button[data-open-modal]").click();
  const dialog = page.locator("site-search dialog");
  await dialog.getByRole("textbox").fill("verifySession");
  await dialog.getByRole("link").first().waitFor();
  await page.keyboard.press("Enter");
  expect(refusals).toEqual([]);
  await page.close();
});

it("the policy refuses an inline script and a request to another host", { timeout: limitMs }, async () => {
  const { page, refusals } = await openPage();
  await page.goto(`${url}/`);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'changed'";
    document.head.append(script);
    return fetch("http://127.0.0.1:9/").catch(() => undefined);
  });
  expect(await page.title()).not.toBe("changed");
  await expect.poll(() => refusals.join()).toMatch(/inline script.*connect-src 'self'/s);
  await page.close();
});
