import AxeBuilder from "@axe-core/playwright";
import { startMock } from "@session-api/mock";
import { describe, expect, it } from "vitest";
import { createTryTests, type TryPage } from "./createTryTests.ts";

const email = "john@doe.net";
const tests = createTryTests();

/** Lists the violations of accessibility rules as `rule: selector`. */
async function listViolations({ page }: TryPage): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include("main").analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}

const readOverflow = ({ page }: TryPage) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(["light", "dark"] as const)("Try it in %s", (colorScheme) => {
  it.each([1440, 390, 320])("has no violation of axe and no overflow at %i px", async (width) => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open({ colorScheme, viewport: { width, height: 900 } });
    expect(await listViolations(tryIt)).toEqual([]);
    await tryIt.requestCode(email, mock.url);
    await tryIt.enterCode("wrong");
    await tryIt.readFailure();
    expect(await listViolations(tryIt)).toEqual([]);
    await tryIt.logIn(mock, email);
    for (const button of ["Check", "List"]) {
      await tryIt.press(button);
      await tryIt.expectStatus(/\.$/);
    }
    for (const details of await tryIt.page.locator("details.try-exchange").all())
      await details.evaluate((element) => element.setAttribute("open", ""));
    expect(await listViolations(tryIt)).toEqual([]);
    expect(await readOverflow(tryIt)).toBe(0);
  });
});

describe("Try it", () => {
  it("is used by the keyboard alone", async () => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open();
    const { page, expectStatus } = tryIt;
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute("name") ?? document.activeElement?.textContent?.trim());
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 80 && (await focused()) !== name; presses++) await page.keyboard.press("Tab");
      expect(await focused()).toBe(name);
    };
    await tabTo("baseUrl");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(mock.url);
    await tabTo("email");
    await page.keyboard.type(email);
    await page.keyboard.press("Enter");
    await expectStatus("has sent a code");
    expect(await focused()).toBe("code");
    await page.keyboard.type("wrong");
    await page.keyboard.press("Enter");
    await tryIt.readFailure();
    expect(await focused()).toBe("code");
    await page.keyboard.type(mock.codeOf(email) ?? "");
    await page.keyboard.press("Enter");
    await expectStatus("You are logged in");
    expect(await focused()).toBe("3. Use the session");
    await tabTo("List");
    await page.keyboard.press("Enter");
    await expectStatus("There is 1 active session");
    expect(await focused()).toBe("List");
    await tabTo("Close");
    await page.keyboard.press("Enter");
    await expectStatus("The session is closed");
    expect(await focused()).toBe("email");
  });

  it("copies commands that send the same request", async () => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open({ permissions: ["clipboard-read", "clipboard-write"] });
    await tryIt.logIn(mock, email);
    await tryIt.press("Check");
    await tryIt.expectStatus("The session is read");
    await tryIt.page.getByRole("button", { name: "Copy curl: GET" }).click();
    expect(await tryIt.page.evaluate(() => navigator.clipboard.readText())).toBe(
      `curl -i '${mock.url}/session' \\\n  -H "Authorization: Bearer $SESSION_BEARER"`,
    );
  });

  it("tells that it needs JavaScript, and shows the commands, without JavaScript", async () => {
    const { page } = await tests.open({ javaScriptEnabled: false });
    await page.locator("noscript p").waitFor();
    await page.getByText("npx @session-api/mock --state").waitFor();
    await page.getByText("npx @session-api/server users add").waitFor();
  });
});
