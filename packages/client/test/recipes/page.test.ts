import { rmSync, writeFileSync } from "node:fs";
import { createServer, request as proxyRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { launchBrowser } from "@session-api/browsers";
import { recordRun } from "@session-api/examples";
import { startMock } from "@session-api/mock";
import type { Browser, Page } from "playwright-core";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { getRecipe } from "../getRecipe.ts";

const recipe = getRecipe("page.ts");
const mock = await startMock({ state: true });
let browser: Browser;
let server: Server;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser("chromium");
  server = await serve(await bundle(recipe));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
  await mock.close();
});

beforeEach(async () => {
  mock.reset();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => page.close();
});

async function bundle(code: string): Promise<string> {
  const file = join(import.meta.dirname, "page.tmp.ts");
  writeFileSync(file, code);
  const bundle = await rolldown({ input: file, platform: "browser" });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  rmSync(file);
  return output[0].code;
}

/** Serves the page, and passes requests for the API on, as a development server does. */
async function serve(script: string): Promise<Server> {
  const app = createServer((request, response) => {
    const { url = "", method, headers } = request;
    if (url.startsWith("/api/"))
      request.pipe(
        proxyRequest(new URL(url, mock.url), { method, headers }, (answer) =>
          answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)),
        ),
      );
    else if (url === "/page.js") response.writeHead(200, { "Content-Type": "text/javascript" }).end(script);
    else
      response
        .writeHead(200, { "Content-Type": "text/html" })
        .end('<!doctype html><title>Log in</title><body><script type="module" src="/page.js"></script>');
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => app.once("listening", resolve));
  return app;
}

const readStatus = () => page.locator("p").textContent();

async function requestCode(): Promise<string> {
  await page.getByLabel("Email").fill("john@doe.net");
  await page.getByText("Send me a code").click();
  await page.getByText("Please enter the code").waitFor();
  return mock.codeOf("john@doe.net") ?? "";
}

async function enterCode(code: string): Promise<void> {
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Log in" }).click();
}

it("continues a pending login after the page was loaded again", async () => {
  const code = await requestCode();
  await page.reload();
  await enterCode(`${code}0`);
  await page.getByText("Wrong code").waitFor();
  await enterCode(code);
  await page.getByText(/^Hello ./).waitFor();
  await page.reload();
  await page.getByText(/^Hello ./).waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual(["bearer"]);
  recordRun(recipe);
});

it("lets another code be requested after too many wrong ones", async () => {
  const code = await requestCode();
  for (let count = 0; count < 5; count++) await enterCode(`${code}${count}`);
  await enterCode(code);
  await page.getByText("Wrong code").waitFor();
  await enterCode(await requestCode());
  await page.getByText(/^Hello ./).waitFor();
});

it("asks for another login when the session has ended", async () => {
  await enterCode(await requestCode());
  await page.getByText(/^Hello ./).waitFor();
  mock.clock.advance(25 * 60 * 60);
  await page.reload();
  await page.getByText("Please log in again").waitFor();
  expect(await page.getByLabel("Email").isVisible()).toBe(true);
});

it("asks for another login when the pending one has expired", async () => {
  const code = await requestCode();
  await page.clock.setSystemTime(Date.now() + 11 * 60_000);
  await enterCode(code);
  await page.getByText("Please log in again").waitFor();
  expect(await page.getByLabel("Email").isVisible()).toBe(true);
  expect(await readStatus()).toBe("Please log in again");
});
