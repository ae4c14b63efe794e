import { describe, expect, it } from "vitest";
import { createPageTests, paths, readOverflow } from "./createPageTests.ts";

const tests = createPageTests();
const operationPage = "operations/checkSession/";

/** A description of the focused element, and whether a reader sees that it has the focus. */
function readFocus(): { name: string; isVisible: boolean } {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: "", isVisible: true };
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  const name = `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40)}`;
  return { name, isVisible: (outlineStyle !== "none" || boxShadow !== "none") && width * height > 0 };
}

describe("a reader with a keyboard", { timeout: 120_000 }, () => {
  it.each(["", operationPage, "errors/", "packages/mock/"])("reaches and leaves everything on /%s", async (path) => {
    const { page } = await tests.open(path);
    const count = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>("a[href], button, select, input, summary, [tabindex='0']")].filter(
          (element) => element.checkVisibility() && element.tabIndex >= 0,
        ).length,
    );
    const invisible: string[] = [];
    let reached = 0;
    for (; reached < count + 20; reached++) {
      await page.keyboard.press("Tab");
      const { name, isVisible } = await page.evaluate(readFocus);
      if (name === "") break;
      if (!isVisible) invisible.push(name);
    }
    expect(invisible).toEqual([]);
    // The focus left the page at its end, so nothing kept it.
    expect(reached).toBeGreaterThan(count / 2);
    expect(reached).toBeLessThan(count + 20);
  });

  it("finds the section of a word with the search, and goes there", async () => {
    const { page, messages } = await tests.open("");
    await page.keyboard.press("Control+k");
    const field = page.locator("dialog input");
    await field.waitFor();
    await field.pressSequentially("Retry-After");
    const result = page.locator("dialog a[href]").first();
    await result.waitFor();
    await result.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== "/");
    await expect.poll(() => page.locator("main").textContent()).toContain("Retry-After");
    expect(messages).toEqual([]);
  });
});

describe("a reader who came from a search engine", () => {
  it("sees the groups above the page, and goes home", async () => {
    const { page } = await tests.open("packages/client/choosing/");
    const trail = page.getByRole("navigation", { name: "Breadcrumbs" });
    expect(await trail.getByRole("listitem").allTextContents()).toEqual(["Home", "Packages", "Client"]);
    await trail.getByRole("link", { name: "Home" }).click();
    await page.getByRole("heading", { name: "Log users in with a code from a mail" }).waitFor();
  });
});

describe("a reader with a choice of language", () => {
  it("keeps it on the next page", async () => {
    const { page } = await tests.open(operationPage);
    await page.getByRole("tab", { name: "Python" }).click();
    await page.getByText("checkSession.py").waitFor();
    await page.getByRole("link", { name: "Next Close session" }).click();
    await page.getByText("closeSession.py").waitFor();
    expect(await page.getByText("closeSession.sh").isVisible()).toBe(false);
  });
});

describe("a reader without scripts", () => {
  it.each(["light", "dark"] as const)("sees the page in %s, as the system asks", async (colorScheme) => {
    const { page } = await tests.open(operationPage, { javaScriptEnabled: false, colorScheme });
    const lightness = await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
    const [red = 0] = /\d+/.exec(lightness)?.map(Number) ?? [];
    expect(red > 128 ? "light" : "dark").toBe(colorScheme);
  });

  it("sees every sample with its language, one below the other", async () => {
    const { page } = await tests.open(operationPage, { javaScriptEnabled: false });
    for (const extension of ["sh", "ts", "fetch.ts", "py", "go"])
      expect(await page.getByText(`checkSession.${extension}`, { exact: true }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "Search" }).count()).toBe(0);
  });

  it.each(paths)("reads the whole text of /%s", async (path) => {
    const { page } = await tests.open(path, { javaScriptEnabled: false });
    const hidden = await page.evaluate(() =>
      [...document.querySelectorAll("main :is(p, h2, h3, pre, dt, td)")]
        .filter((element) => !element.checkVisibility())
        .map(({ textContent }) => textContent?.slice(0, 60)),
    );
    expect(path === "try/" ? [] : hidden).toEqual([]);
  });
});

describe("a reader on paper or with a zoom of 200 %", () => {
  it("prints the text without the navigation", async () => {
    const { page } = await tests.open(operationPage);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("header.header, nav.sidebar, starlight-toc").filter({ visible: true }).count()).toBe(0);
    expect(await page.getByText("checkSession.go").isVisible()).toBe(true);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });

  it.each(paths)("reads /%s without scrolling sideways", async (path) => {
    // A zoom of 200 % halves the width of the window.
    const { page } = await tests.open(path, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    expect(await readOverflow(page)).toBe(0);
  });
});
