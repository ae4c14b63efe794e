import { launchBrowser } from "@session-api/browsers";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { bundlePage, servePage } from "./browser/servePage.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser("chromium");
}, 60_000);
afterAll(() => browser?.close());

const live = "https://intelligence.threatwinds.com/api/auth/v2";

interface Sent {
  method?: string;
  headers: Record<string, string>;
  body?: string;
}

/** Sends a request from the page, and returns the parts of the response that its script can read. */
function send(page: Page, url: string, init: Sent = { headers: { authorization: "Bearer any" } }) {
  return page.evaluate(
    async ([target, options]) => {
      const response = await fetch(target, options).catch((error: Error) => error.name);
      if (typeof response === "string") return { failed: response };
      const header = (name: string) => response.headers.get(name);
      return { status: response.status, errorId: header("x-error-id"), body: await response.text() };
    },
    [url, init] as const,
  );
}

describe.each(["msw", "msw2"])("the handlers in Chromium, with the package %s", (msw) => {
  let page: Page;
  let served: { url: string; close(): void };
  let modules: string[];
  beforeAll(async () => {
    const { code, moduleIds, imports, dynamicImports } = await bundlePage(msw);
    modules = [...moduleIds, ...imports, ...dynamicImports];
    served = await servePage(msw, code);
    page = await browser.newPage();
    await page.goto(served.url);
    await page.evaluate(() => globalThis.ready);
  }, 60_000);
  afterAll(async () => {
    await page?.close();
    served?.close();
  });

  it("are bundled without Prism and without Node's modules", () => {
    expect(modules.filter((id) => /@stoplight|^node:|createPrism/.test(id))).toEqual([]);
    expect(modules.some((id) => id.includes(`/${msw === "msw" ? "msw@3" : "msw@2"}`))).toBe(true);
  });

  it("respond with the document's examples", async () => {
    expect(JSON.parse((await send(page, `${live}/session`)).body ?? "")).toMatchObject({ alias: "johny" });
  });

  it("respond as the test set them, refuse an undeclared status, and list the requests", async () => {
    const refusal = await page.evaluate(() => {
      globalThis.api.on("checkSession", { status: 401 });
      try {
        globalThis.api.on("checkSession", { status: 418 as 404 });
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    });
    expect(refusal).toMatch(/^invalid answer to checkSession: openapi\.yaml:\d+ declares 200, /);
    expect(await send(page, `${live}/session`)).toMatchObject({ status: 401, errorId: expect.stringMatching(/./) });
    const requests = await page.evaluate(() => globalThis.api.requests);
    expect(requests.at(-1)).toMatchObject({
      operationId: "checkSession",
      parameters: { header: { authorization: "Bearer ***" } },
    });
    await page.evaluate(() => globalThis.api.reset());
  });

  it("list violations of the document", async () => {
    const json = { "content-type": "application/json" };
    expect(await send(page, `${live}/session`, { method: "POST", headers: json, body: "{}" })).toMatchObject({
      status: 400,
    });
    const violations = await page.evaluate(() => globalThis.api.violations);
    expect(violations.at(-1)).toMatchObject({ operationId: "createSession", field: "body.email", rule: "required" });
  });

  it("cut the connection, and play scenarios", async () => {
    await page.evaluate(() => globalThis.api.on("checkSession", { cut: true }, { once: true }));
    expect(await send(page, `${live}/session`)).toEqual({ failed: "TypeError" });
    await page.evaluate(() => globalThis.api.play("outage"));
    expect(await send(page, `${live}/session`)).toMatchObject({ status: 500, body: "" });
    await page.evaluate(() => globalThis.api.reset());
  });
});

describe("the mock server, called by a page of another origin", () => {
  it("is readable, even the ids of errors, and controlled by the test", async () => {
    await using mock = await startMock();
    const served = await servePage("msw", "");
    const page = await browser.newPage();
    await page.goto(served.url);
    mock.on("getSessions", { status: 403 });
    expect(await send(page, `${mock.url}/session`)).toMatchObject({ status: 200 });
    expect(await send(page, `${mock.url}/sessions`)).toMatchObject({
      status: 403,
      errorId: expect.stringMatching(/./),
    });
    expect(mock.requests.map(({ operationId }) => operationId)).toEqual(["checkSession", "getSessions"]);
    await page.close();
    served.close();
  });

  it("is not readable by a page of an origin that it does not allow", async () => {
    await using mock = await startMock({ cors: "http://localhost:5173" });
    const served = await servePage("msw", "");
    const page = await browser.newPage();
    await page.goto(served.url);
    expect(await send(page, `${mock.url}/session`)).toEqual({ failed: "TypeError" });
    await page.close();
    served.close();
  });
});
