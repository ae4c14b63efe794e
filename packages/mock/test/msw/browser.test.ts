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

  it("remember a login of the page until the session expires", async () => {
    const seen = await page.evaluate(async () => {
      const { remembering } = globalThis;
      const email = "ada.king@example.com";
      const moment = new Date("2030-01-01T00:00:00Z");
      remembering.clock.set(moment);
      const call = async (method: string, path: string, bearer: string, body?: object) => {
        const headers = { "content-type": "application/json", authorization: `Bearer ${bearer}` };
        const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
        const response = await fetch(`https://remembering.example/v2${path}`, init);
        return { status: response.status, data: response.ok ? await response.json() : undefined };
      };
      const created = await call("POST", "/session", "", { email });
      const { bearer, verificationCodeID } = created.data;
      const pending = await call("GET", "/session", bearer);
      const code = remembering.codeOf(email);
      const verified = await call("PUT", "/session/verification", "", { verificationCodeID, code });
      const checked = await call("GET", "/session", bearer);
      remembering.clock.advance(24 * 60 * 60);
      const expired = await call("GET", "/session", bearer);
      const statuses = [created, pending, verified, checked, expired].map(({ status }) => status);
      remembering.reset();
      return { statuses, user: checked.data, browser: navigator.userAgent, codeAfterReset: remembering.codeOf(email) };
    });
    expect(seen.statuses).toEqual([202, 403, 202, 200, 401]);
    const expireAt = Date.UTC(2030, 0, 2) / 1_000;
    expect(seen.user).toMatchObject({ fullName: "Ada King", expireAt, userAgent: seen.browser, verified: true });
    expect(seen.codeAfterReset).toBeUndefined();
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
