import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launchBrowser } from "@session-api/browsers";
import type { Browser, Locator, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "..");
const documentPath = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));

/** A machine without a browser gets one first. */
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

/** The command of `docs:serve`, on a free port. */
async function serve() {
  const sirv = join(folder, "node_modules/.bin/sirv");
  const child = spawn(sirv, ["dist", "--host", "127.0.0.1", "--port", "0", "--no-clear"], { cwd: folder });
  for await (const line of createInterface(child.stdout)) {
    const url = /Local:\s+(http:\S+)/.exec(line)?.[1];
    if (!url) continue;
    child.stdout.resume();
    const close = async () => {
      child.kill();
      await once(child, "exit");
    };
    return { url, close };
  }
  throw new Error("the docs could not be served");
}

/** Opens the page and notes what it asks of other hosts. What its own policy blocks is never sent. */
async function open(url: string): Promise<{ page: Page; sentElsewhere: string[]; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  const sentElsewhere: string[] = [];
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  const note = (request: Request) => {
    const isOwn = request.url().startsWith(server.url) || /^(file|data|blob):/.test(request.url());
    if (!isOwn && request.failure()?.errorText !== "csp") sentElsewhere.push(request.url());
  };
  page.on("requestfinished", note).on("requestfailed", note);
  await page.goto(url);
  return { page, sentElsewhere, errors };
}

interface Operation {
  operationId: string;
  summary: string;
  responses: Record<string, unknown>;
}

const document: { paths: Record<string, Record<string, Operation>> } = parse(await readFile(documentPath, "utf8"));
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

/** The part of the page that its link leads to. */
async function visit(page: Page, base: string, { operationId, summary }: Operation): Promise<Locator> {
  const link = `/sessions/${operationId.toLowerCase()}`;
  await page.goto(`${base}#${link}`);
  const section = page.locator(`[data-section-id="${link}"]`);
  await section.getByRole("heading", { name: summary }).waitFor();
  return section;
}

describe("the docs page", () => {
  it.each(operations)("shows $operationId under its own link, with every status", async (operation) => {
    const { page, errors } = await open(server.url);
    const section = await visit(page, server.url, operation);
    for (const status of Object.keys(operation.responses)) {
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

  it.each(["served", "opened from disk"])("asks nothing of another host when it is %s", async (how) => {
    const url = how === "served" ? server.url : pathToFileURL(join(folder, "dist/index.html")).href;
    const { page, sentElsewhere, errors } = await open(url);
    for (const operation of operations) await visit(page, url, operation);
    await page.keyboard.press("Control+K");
    await page.keyboard.type("expiry");
    await page.getByText("Moves the expiry of the current session").last().waitFor();
    expect(sentElsewhere).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it("would notice a request to another host", async () => {
    const { page, sentElsewhere } = await open("data:text/html,<img src='http://127.0.0.1:9/'>");
    await expect.poll(() => sentElsewhere).toEqual(["http://127.0.0.1:9/"]);
    await page.close();
  });
});
