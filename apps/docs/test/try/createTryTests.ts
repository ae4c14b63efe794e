import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { launchBrowser } from "@session-api/browsers";
import type { Mock } from "@session-api/mock";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { createDocsHandler } from "../../src/index.ts";

/** Enough to install a browser on a machine without one. */
const installLimitMs = 400_000;

export interface TryTests {
  /** The origin that serves the site alone. */
  readonly origin: string;
  readonly browser: Browser;
  /** Opens "Try it", from an origin of its own unless another one is given. */
  open(options?: BrowserContextOptions & { origin?: string; browser?: Browser }): Promise<TryPage>;
}

export interface TryPage {
  page: Page;
  /** Everything that the page wrote to the console. */
  messages: string[];
  /** The bearers of the responses. */
  bearers: string[];
  fill(label: string, text: string): Promise<void>;
  press(button: string): Promise<void>;
  /** Requests a code from a server, whose URL is in the form unless it is given. */
  requestCode(email: string, url?: string): Promise<void>;
  enterCode(code: string): Promise<void>;
  /** Logs in to a mock with memory. */
  logIn(mock: Mock, email: string): Promise<void>;
  /** Waits for the text of the status line. */
  expectStatus(text: string | RegExp): Promise<void>;
  /** Returns the text of the explanation of a failure. */
  readFailure(): Promise<string>;
  /** Lists the requests in the log: `PUT /api/auth/v2/session/verification 202`. */
  listRequests(): Promise<string[]>;
}

/** Serves the built site and starts a browser for the tests of a file. Fails a test whose page had an error. */
export function createTryTests(): TryTests {
  let site: Server;
  let browser: Browser;
  const errors: string[] = [];

  beforeAll(async () => {
    site = createServer(createDocsHandler()).listen(0, "127.0.0.1");
    browser = await launchBrowser("chromium");
  }, installLimitMs);
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(errors.splice(0)).toEqual([]);
  });

  const tests: TryTests = {
    get origin() {
      return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    },
    get browser() {
      return browser;
    },
    async open({ origin = tests.origin, browser = tests.browser, ...options } = {}) {
      const page = await (await browser.newContext(options)).newPage();
      page.on("pageerror", ({ message }) => errors.push(message));
      await page.goto(`${origin}/try/`);
      return drive(page);
    },
  };
  return tests;
}

function drive(page: Page): TryPage {
  const messages: string[] = [];
  const bearers: string[] = [];
  page.on("console", (message) => messages.push(message.text()));
  page.on("response", async (response) => {
    const body = await response.text().catch(() => "");
    const [, bearer] = /"bearer":"([^"]+)"/.exec(body) ?? [];
    if (bearer) bearers.push(bearer);
  });
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  const expectStatus = (text: string | RegExp) => page.getByRole("status").filter({ hasText: text }).waitFor();
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  async function requestCode(email: string, url?: string): Promise<void> {
    if (url !== undefined) await fill("URL of the API", url);
    await fill("Email", email);
    await press("Send me a code");
  }
  async function enterCode(code: string): Promise<void> {
    await fill("Code", code);
    await press("Log in");
  }
  return {
    page,
    messages,
    bearers,
    fill,
    press,
    expectStatus,
    requestCode,
    enterCode,
    async logIn(mock, email) {
      await requestCode(email, mock.url);
      await expectStatus("The server has sent a code");
      await enterCode(mock.codeOf(email) ?? "");
      await expectStatus("You are logged in");
    },
    async readFailure() {
      const failure = page.getByRole("alert").filter({ hasText: /./ });
      await failure.waitFor();
      return (await failure.textContent()) ?? "";
    },
    async listRequests() {
      const summaries = await page.locator("summary:has([data-field=method])").all();
      const read = (name: string, index: number) => summaries[index]?.locator(`[data-field=${name}]`).textContent();
      return Promise.all(
        summaries.map(async (_, index) => {
          const parts = await Promise.all(["method", "path", "outcome"].map((name) => read(name, index)));
          return parts.join(" ");
        }),
      );
    },
  };
}
