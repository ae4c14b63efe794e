import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { launchBrowser } from "@session-api/browsers";
import { readContract } from "@session-api/contract";
import { findDocumentFile } from "@session-api/contract/file";
import type { Browser, Locator, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "..");

/** Enough to install a browser on a machine without one. */
const installLimitMs = 400_000;

let browser: Browser;
let server: { url: string; close(): Promise<void> };

beforeAll(async () => {
  server = await serve();
  browser = await launchBrowser("chromium");
}, installLimitMs);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Runs the program of `docs:serve` on a free port. */
async function serve() {
  const child = spawn(process.execPath, ["serve.ts", "--port", "0"], {
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
  throw new Error("serve.ts ended before it listened");
}

/** Opens the page and collects its requests to other hosts. The page's own policy stops such a request unsent. */
async function open(url: string): Promise<{ page: Page; requestsElsewhere: string[]; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  const requestsElsewhere: string[] = [];
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  const note = (request: Request) => {
    const isOwn = request.url().startsWith(server.url) || /^(file|data|blob):/.test(request.url());
    if (!isOwn && request.failure()?.errorText !== "csp") requestsElsewhere.push(request.url());
  };
  page.on("requestfinished", note).on("requestfailed", note);
  await page.goto(url);
  return { page, requestsElsewhere, errors };
}

const contract = readContract(readFileSync(findDocumentFile(), "utf8"), "openapi.yaml");

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  statuses: string[];
  /** The line of the document at which the operation begins: `openapi.yaml:51`. */
  source: string;
}

const operations = contract.operations.map(({ operationId, pointer, responses }): Operation => {
  const { summary = "", tags = [] } = contract.at(pointer)?.value ?? {};
  const source = `openapi.yaml:${contract.quote(pointer).line}`;
  return { operationId, summary, tags, statuses: responses.map(({ name }) => name), source };
});

const toLink = (tag: string, { operationId }: Operation) => `/${tag}/${operationId}`.toLowerCase();

/** Goes to a link of the page and returns its section, or undefined when the page has no such section. */
async function goTo(page: Page, base: string, link: string): Promise<Locator | undefined> {
  const section = page.locator(`[data-section-id="${link}"]`);
  const notFound = page.getByText("Back to docs");
  await page.goto(`${base}#${link}`);
  await section.getByRole("heading").or(notFound).first().waitFor();
  return (await notFound.isVisible()) ? undefined : section;
}

/** Goes to an operation of the page. Throws an `Error` with the fix when the page does not show it. */
async function visit(page: Page, base: string, operation: Operation): Promise<Locator> {
  const { operationId, summary, tags, source } = operation;
  const [tag] = tags;
  if (!tag) throw new Error(`${operationId} has no tag, so the docs do not list it. Add \`tags\` at ${source}`);
  const link = toLink(tag, operation);
  const section = await goTo(page, base, link);
  if (!section)
    throw new Error(`the docs do not show ${operationId} (${source}) at #${link}. Run \`npm run docs:build\``);
  await section.getByRole("heading", { name: summary }).waitFor();
  return section;
}

describe("the docs page", () => {
  it("lists each operation under its tags", async () => {
    const untagged = operations.filter(({ tags }) => tags.length === 0);
    const missing = untagged.map(({ operationId, source }) => `${operationId} (${source}) has no tag`);
    for (const tag of new Set(operations.flatMap(({ tags }) => tags))) {
      const { page } = await open(server.url);
      const section = await goTo(page, server.url, `/${tag.toLowerCase()}`);
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
    const { page, errors } = await open(server.url);
    const section = await visit(page, server.url, operation);
    for (const status of operation.statuses) {
      await section.getByRole("tab", { name: status }).first().waitFor();
    }
    expect(errors).toEqual([]);
    await page.close();
  });

  it.each(operations)("shows the two headers of a refusal by $operationId", async (operation) => {
    const { page } = await open(server.url);
    const section = await visit(page, server.url, operation);
    await section.getByRole("tab", { name: "401" }).first().click();
    await section.getByText("x-error", { exact: true }).first().waitFor();
    await section.getByText("x-error-id", { exact: true }).first().waitFor();
    await page.close();
  });

  it.each(["served", "opened from disk"])("sends no request to another host when it is %s", async (how) => {
    const url = how === "served" ? server.url : pathToFileURL(join(folder, "dist/index.html")).href;
    const { page, requestsElsewhere, errors } = await open(url);
    for (const operation of operations) await visit(page, url, operation);
    await page.keyboard.press("Control+K");
    await page.keyboard.type("expiry");
    await page.getByText("Moves the expiry of the current session").last().waitFor();
    expect(requestsElsewhere).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it("has a test that notices a request to another host", async () => {
    const { page, requestsElsewhere } = await open("data:text/html,<img src='http://127.0.0.1:9/'>");
    await expect.poll(() => requestsElsewhere).toEqual(["http://127.0.0.1:9/"]);
    await page.close();
  });
});
