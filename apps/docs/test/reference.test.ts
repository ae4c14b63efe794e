import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { launchBrowser } from "@session-api/browsers";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { languages, readSamples } from "../src/samples.ts";
import { type Operation, operations, toLink } from "./reference/operations.ts";
import { goToSection, openPage, siteFolder } from "./site/openPage.ts";

/** Lines wrap in the page, so the test compares code without its white space. */
const removeSpace = (text: string) => text.replace(/\s/g, "");

const folder = join(import.meta.dirname, "..");

/** Enough to install a browser on a machine without one. */
const installLimitMs = 400_000;

let browser: Browser;
let server: { url: string; close(): Promise<void> };
let reference: string;

beforeAll(async () => {
  server = await serve();
  reference = `${server.url}/reference/`;
  browser = await launchBrowser("chromium");
}, installLimitMs);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Runs the program of `docs:serve` on a free port. */
async function serve() {
  const child = spawn(process.execPath, ["src/preview.ts", "--port", "0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface(child.stdout)) {
    const url = /serves (http:\S+)/.exec(line)?.[1];
    if (!url) continue;
    child.stdout.resume();
    const close = async () => {
      child.kill();
      await once(child, "exit");
    };
    return { url, close };
  }
  throw new Error("preview.ts ended before it listened");
}

/** Goes to an operation of the page. Throws an `Error` with the fix when the page does not show it. */
async function visit(page: Page, base: string, operation: Operation): Promise<Locator> {
  const { operationId, summary, tags, source } = operation;
  const [tag] = tags;
  if (!tag) throw new Error(`${operationId} has no tag, so the docs do not list it. Add \`tags\` at ${source}`);
  const link = toLink(tag, operation);
  const section = await goToSection(page, base, link);
  if (!section)
    throw new Error(`the docs do not show ${operationId} (${source}) at #${link}. Run \`npm run docs:build\``);
  await section.getByRole("heading", { name: summary }).waitFor();
  return section;
}

describe("the reference", () => {
  it("lists each operation under its tags", async () => {
    const untagged = operations.filter(({ tags }) => tags.length === 0);
    const missing = untagged.map(({ operationId, source }) => `${operationId} (${source}) has no tag`);
    for (const tag of new Set(operations.flatMap(({ tags }) => tags))) {
      const { page } = await openPage(browser, reference);
      const section = await goToSection(page, reference, `/${tag.toLowerCase()}`);
      for (const operation of operations.filter(({ tags }) => tags.includes(tag))) {
        const link = section?.locator(`a[href="#${toLink(tag, operation)}"]`);
        const isListed = await link?.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => false,
        );
        if (!isListed) missing.push(`${operation.operationId} (${operation.source}) is not listed under ${tag}`);
      }
      await page.close();
    }
    expect(missing.join(", ")).toBe("");
  });

  it.each(operations)("shows $operationId under its own link, with every status", async (operation) => {
    const { page, messages } = await openPage(browser, reference);
    const section = await visit(page, reference, operation);
    for (const status of operation.statuses) {
      await section.getByRole("tab", { name: status }).first().waitFor();
    }
    expect(messages).toEqual([]);
    await page.close();
  });

  it.each(operations)("shows the two headers of a refusal by $operationId", async (operation) => {
    const { page } = await openPage(browser, reference);
    const section = await visit(page, reference, operation);
    await section.getByRole("tab", { name: "401" }).first().click();
    await section.getByText("x-error", { exact: true }).first().waitFor();
    await section.getByText("x-error-id", { exact: true }).first().waitFor();
    await page.close();
  });

  it.each(operations)("shows the samples of $operationId in every language", async (operation) => {
    const { page } = await openPage(browser, reference);
    const section = await visit(page, reference, operation);
    const panel = section.locator(".panel-request-samples");
    let chosen: string = languages[0].label;
    for (const { label, code } of readSamples(operation.operationId)) {
      await panel.getByRole("button", { name: chosen, exact: true }).click();
      await page.getByRole("menuitem", { name: label, exact: true }).click();
      chosen = label;
      await expect.poll(async () => removeSpace((await panel.textContent()) ?? "")).toContain(removeSpace(code));
    }
    await page.close();
  });

  it.each(["served", "opened from disk"])("sends no request to another host when it is %s", async (how) => {
    const url = how === "served" ? reference : pathToFileURL(join(siteFolder, "reference/index.html")).href;
    const { page, requestsElsewhere, messages } = await openPage(browser, url);
    for (const operation of operations) await visit(page, url, operation);
    await page.keyboard.press("Control+K");
    await page.keyboard.type("expiry");
    await page.getByText("Moves the expiry of the current session").last().waitFor();
    expect(requestsElsewhere).toEqual([]);
    expect(messages).toEqual([]);
    await page.close();
  });

  it("has a test that notices a request to another host", async () => {
    const { page, requestsElsewhere } = await openPage(browser, "data:text/html,<img src='http://127.0.0.1:9/'>");
    await expect.poll(() => requestsElsewhere).toEqual(["http://127.0.0.1:9/"]);
    await page.close();
  });
});
