import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { launchBrowser } from "@session-api/browsers";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { languages } from "../src/samples.ts";
import { operations, toLink } from "./reference/operations.ts";
import { goToSection, openPage, siteFolder } from "./site/openPage.ts";
import { serveSite } from "./site/serveSite.ts";

/** Enough to install a browser on a machine without one. */
const installLimitMs = 400_000;

/** Enough for axe on a busy machine. It reads every element of a long page, four times in a test. */
const axeLimitMs = 120_000;

const html = readFileSync(join(siteFolder, "reference/index.html"), "utf8");
const widths = [320, 390, 768, 1440];

let browser: Browser;
let server: Awaited<ReturnType<typeof serveSite>>;
let reference: string;

beforeAll(async () => {
  // Below a base path, as on a host that serves several sites.
  server = await serveSite("/session-api/");
  reference = `${server.url}reference/`;
  browser = await launchBrowser("chromium");
}, installLimitMs);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function listViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}

describe("the page of the reference", () => {
  it("allows no inline script but those whose hash it names", () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? "";
    const directives = Object.fromEntries(policy.split("; ").map((text) => text.split(/ (.*)/)));
    expect(directives["default-src"]).toBe("'none'");
    expect(directives["script-src"]).toMatch(/^'self'( 'sha256-[\w+/]+=*')+$/);
    expect(policy).not.toContain("http");
  });

  it("has a title, a description and a canonical link", () => {
    expect(html).toContain("<title>Reference | Session API</title>");
    expect(html).toMatch(/<meta name="description"\s+content="\w[^"]{40,}"/);
    expect(html).toMatch(/<link rel="canonical" href="http:\/\/[^"]+\/reference\/"/);
  });

  it("runs every inline script without a message on the console", async () => {
    const { page, messages, requestsElsewhere } = await openPage(browser, reference);
    for (const operation of operations) await goToSection(page, reference, toLink("sessions", operation));
    await page.getByRole("navigation", { name: "Reference" }).waitFor();
    expect(messages).toEqual([]);
    expect(requestsElsewhere).toEqual([]);
    await page.close();
  });

  it("loads Redoc's script once for two visits", async () => {
    const { page } = await openPage(browser, reference);
    const countLoads = () => server.requests.filter((url) => /\/redoc\.\w{8}\.js$/.test(url)).length;
    const before = countLoads();
    await page.goto(server.url);
    await page.goto(`${reference}#/sessions/checksession`);
    await page.getByRole("heading", { name: "Check session" }).waitFor();
    expect(before).toBeGreaterThan(0);
    expect(countLoads()).toBe(before);
    await page.close();
  });

  it("links each operation to its page, and back to the site", async () => {
    const { page } = await openPage(browser, reference);
    const links = await page.locator("header.site a, noscript a").evaluateAll((all) => all.map((a) => String(a)));
    for (const operation of operations) {
      const section = await goToSection(page, reference, toLink("sessions", operation));
      const link = section?.getByRole("link", { name: "This operation on a page of its own" });
      const target = await link?.evaluate((element) => (element as HTMLAnchorElement).href);
      expect(target).toBe(`${server.url}operations/${operation.operationId}/`);
      links.push(target ?? "");
    }
    expect(links).toContain(server.url);
    for (const link of links) expect(`${link} ${(await page.request.get(link)).status()}`).toBe(`${link} 200`);
    await page.close();
  });

  it("takes over the links into the old single page", async () => {
    const { page } = await openPage(browser, `${server.url}#/sessions/checksession`);
    await page.waitForURL(`${reference}#/sessions/checksession`);
    await page.getByRole("heading", { name: "Check session" }).waitFor();
    await page.close();
  });

  it("names the pages that work without scripts", async () => {
    const { page } = await openPage(browser, reference, { javaScriptEnabled: false });
    const link = page.getByRole("link", { name: "The pages of the operations" });
    expect(await link.isVisible()).toBe(true);
    await page.close();
  });

  it("takes over the theme of the site, and hands its own to the site", async () => {
    const { page } = await openPage(browser, reference, { colorScheme: "light" });
    const theme = () => page.evaluate(() => localStorage.getItem("starlight-theme"));
    await page.evaluate(() => localStorage.setItem("starlight-theme", "dark"));
    await page.reload();
    await page.locator("html.dark").waitFor();
    await page.getByTestId("color-mode-switcher").click();
    await page.locator("html.light").waitFor();
    await page.goto(server.url);
    expect(await theme()).toBe("light");
    await page.close();
  });

  it.each(widths)("does not scroll sideways at %d px", async (width) => {
    const { page } = await openPage(browser, reference, { viewport: { width, height: 800 } });
    for (const operation of operations) {
      await goToSection(page, reference, toLink("sessions", operation));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await page.close();
  });

  it.each(["light", "dark"] as const)(
    "passes axe in %s, with everything open",
    { timeout: axeLimitMs },
    async (colorScheme) => {
      const { page } = await openPage(browser, reference, { colorScheme, viewport: { width: 1440, height: 900 } });
      await page.getByRole("navigation", { name: "Reference" }).waitFor();
      expect(await listViolations(page)).toEqual([]);
      const section = await goToSection(page, reference, "/sessions/checksession");
      if (!section) throw new Error("the reference does not show checkSession");
      for (const tab of await section.getByRole("tab", { name: "401" }).all()) await tab.click();
      await section.getByRole("button", { name: languages[0].label, exact: true }).click();
      await page.getByRole("menuitem", { name: "Python" }).waitFor();
      expect(await listViolations(page)).toEqual([]);
      await page.getByRole("menuitem", { name: "Python" }).click();
      await section.getByText("View security details").click();
      await page.getByRole("dialog", { name: "Details" }).waitFor();
      expect(await listViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+K");
      await page.keyboard.type("expiry");
      await page.getByText("Moves the expiry of the current session").last().waitFor();
      expect(await listViolations(page)).toEqual([]);
      await page.close();
    },
  );

  it.each(["light", "dark"] as const)(
    "passes axe in %s on a phone, with its menu open",
    { timeout: axeLimitMs },
    async (colorScheme) => {
      const { page } = await openPage(browser, reference, { colorScheme, viewport: { width: 390, height: 800 } });
      await goToSection(page, reference, "/sessions/createsession");
      expect(await listViolations(page)).toEqual([]);
      await page.getByRole("button", { name: "Open navigation menu" }).click();
      await page.getByRole("button", { name: "Open navigation menu", expanded: false }).waitFor({ state: "detached" });
      expect(await listViolations(page)).toEqual([]);
      await page.close();
    },
  );
});
