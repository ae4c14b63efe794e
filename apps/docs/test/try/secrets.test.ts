import { provideChromium } from "@session-api/browsers";
import { startMock } from "@session-api/mock";
import { chromium } from "playwright-core";
import { describe, expect, it } from "vitest";
import { createTryTests, type TryPage } from "./createTryTests.ts";

const email = "john@doe.net";
const tests = createTryTests();

/** Returns everything in which a page could keep a secret. */
async function readTraces({ page, messages }: TryPage): Promise<string> {
  const state = await page.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll("input")].map(({ value }) => value),
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    document.cookie,
    location.href,
    JSON.stringify(history.state),
  ]);
  return [...state, ...messages].join("\n");
}

const leavePage = () => {
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
};

describe("Try it", () => {
  it("keeps the bearer and the code out of the page, the storage, the URL and the console", async () => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open();
    await tryIt.requestCode(email, mock.url);
    await tryIt.expectStatus("has sent a code");
    const code = mock.codeOf(email) ?? "";
    await tryIt.enterCode(code);
    for (const button of ["Check", "List", "Extend", "Close others"]) {
      await tryIt.press(button);
      await tryIt.expectStatus(/\.$/);
    }
    // The server repeats secrets where they do not belong.
    const [bearer = ""] = tryIt.bearers;
    mock.on("checkSession", { status: 403, headers: { "x-error": `no: ${bearer} ${code}` } });
    await tryIt.press("Check");
    expect(await tryIt.readFailure()).toContain("no: *** ***");

    expect(bearer).toMatch(/.{20}/);
    expect(code).toMatch(/^\d{6}$/);
    const traces = await readTraces(tryIt);
    expect(traces).not.toContain(bearer);
    expect(traces).not.toContain(code);
    expect(traces).toContain("$SESSION_BEARER");
    expect(traces).toContain("$SESSION_CODE");
  });

  it("forgets everything when the reader leaves", async () => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open();
    await tryIt.logIn(mock, email);
    await tryIt.press("Check");
    await tryIt.expectStatus("The session is read");
    expect(await readTraces(tryIt)).toContain(email);
    await tryIt.page.evaluate(leavePage);
    expect(await tryIt.listRequests()).toEqual([]);
    expect(await tryIt.page.getByRole("button", { name: "Extend" }).isVisible()).toBe(false);
    const traces = await readTraces(tryIt);
    for (const trace of [email, "John", ...tryIt.bearers]) expect(traces).not.toContain(trace);
  });

  it("begins anew when the browser restores the page from its memory", async () => {
    await using mock = await startMock({ state: true });
    // Playwright turns that memory off by default.
    const restoring = await chromium.launch({
      executablePath: provideChromium(),
      args: ["--no-sandbox"],
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
    try {
      const tryIt = await tests.open({ browser: restoring });
      await tryIt.logIn(mock, email);
      await tryIt.page.goto(`${tests.origin}/`);
      await tryIt.page.goBack();
      await tryIt.page.getByLabel("Email").waitFor();
      expect(await tryIt.listRequests()).toEqual([]);
      expect(await readTraces(tryIt)).not.toContain(email);
      await tryIt.logIn(mock, email);
    } finally {
      await restoring.close();
    }
  });

  it.each([
    { name: "closes the session when the reader leaves", isChecked: true },
    { name: "leaves the session open when the reader wants that", isChecked: false },
  ])("$name", async ({ isChecked }) => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open();
    await tryIt.logIn(mock, email);
    await tryIt.page.getByLabel("Close the session when I leave this page").setChecked(isChecked);
    await tryIt.page.goto(`${tests.origin}/`);
    const [bearer] = tryIt.bearers;
    const check = () => fetch(`${mock.url}/session`, { headers: { authorization: `Bearer ${bearer}` } });
    if (isChecked) await expect.poll(async () => (await check()).status).toBe(401);
    else expect((await check()).status).toBe(200);
  });
});
