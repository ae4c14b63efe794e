import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { launchBrowser } from "@session-api/browsers";
import { recordRun } from "@session-api/examples";
import { startMock } from "@session-api/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundlePage, pageFiles, servePage } from "./servePage.ts";
import { startLiveTarget } from "./startLiveTarget.ts";
import { startMockTarget } from "./startMockTarget.ts";
import type { Target } from "./Target.ts";

const packageFolder = join(import.meta.dirname, "../..");
/** Inside the package, because the page imports the package by its name. */
const folder = join(packageFolder, "page.tmp");
const limitMs = 60_000;

let script: string;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  script = await bundlePage(folder);
  browser = await launchBrowser("chromium");
}, limitMs);

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the page of the README", () => {
  it("has at most 120 lines", () => {
    expect(Object.values(pageFiles).join("").trimEnd().split("\n").length).toBeLessThanOrEqual(120);
  });

  it("compiles", { timeout: limitMs }, async () => {
    const compilerOptions = { jsx: "react-jsx", module: "esnext", moduleResolution: "bundler" };
    const config = { extends: "../../../tsconfig.json", compilerOptions, include: ["src"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(packageFolder, "node_modules/typescript/bin/tsc");
    const compiling = promisify(execFile)(process.execPath, [tsc, "--project", folder]);
    expect(await compiling.catch((error) => error)).toEqual({ stdout: "", stderr: "" });
  });
});

/** Opens the page, with a stored bearer if there is one. */
async function openPage(origin: string, bearer?: string) {
  const page = await browser.newPage();
  const errors: Error[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => errors.push(error));
  page.on("request", (request) => {
    if (["fetch", "xhr"].includes(request.resourceType())) requests.push(`${request.method()} ${request.url()}`);
  });
  if (bearer) await page.addInitScript((bearer) => sessionStorage.setItem("bearer", bearer), bearer);
  await page.goto(origin);
  const countRows = () => page.locator("tbody tr").count();
  return {
    page,
    requests,
    errors,
    countRows,
    alert: page.getByRole("alert"),
    row: (device: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: device }) }),
    click: (name: string) => page.getByRole("button", { name, exact: true }).click(),
    /** Returns to the page, as a user does from another tab. */
    focus: () => page.evaluate(() => void window.dispatchEvent(new Event("visibilitychange"))),
  };
}

it("runs as it stands against a mock that has just started", { timeout: limitMs }, async () => {
  await using mock = await startMock();
  await using served = await servePage(script);
  served.callApiAt(mock.url);
  const { countRows, errors } = await openPage(served.origin);
  await expect.poll(countRows).toBe(mock.example("getSessions").sessions.length);
  expect([errors, mock.violations]).toEqual([[], []]);
});

it("shows why the list cannot be read, until it can be read again", { timeout: limitMs }, async () => {
  await using mock = await startMock();
  await using served = await servePage(script);
  served.callApiAt(mock.url);
  mock.on("getSessions", { status: 500, headers: { "x-error": "out of order", "x-error-id": "list-1" } });
  const { page, alert, countRows, focus } = await openPage(served.origin);
  await alert.getByText("out of order").waitFor();
  await alert.getByText("Error id for support: list-1").waitFor();
  expect([await page.getByText("signed in until").count(), await countRows()]).toEqual([1, 0]);
  mock.reset();
  await focus();
  await expect.poll(countRows).toBe(mock.example("getSessions").sessions.length);
  expect(await alert.count()).toBe(0);
});

const targets: { name: string; start(origin: string): Promise<Target> }[] = [
  { name: "the mock", start: startMockTarget },
  { name: "the live server", start: startLiveTarget },
];

describe.each(targets)("the page of the README against $name", { timeout: limitMs }, ({ start }) => {
  it("lists the sessions, closes one and all others, extends and signs out", async () => {
    await using served = await servePage(script);
    await using target = await start(served.origin);
    served.callApiAt(target.url);
    const own = await target.logIn("Chromium on this machine");
    const [phone, tablet, office] = [
      await target.logIn("Phone"),
      await target.logIn("Tablet"),
      await target.logIn("Office"),
    ];
    const { page, alert, row, click, countRows, errors } = await openPage(served.origin, own.bearer);
    await page.getByRole("heading", { name: "Where you are signed in" }).waitFor();
    await expect.poll(countRows).toBe(4);
    expect(await row("Chromium on this machine").getAttribute("aria-current")).toBe("true");
    expect(await row("Chromium on this machine").getByRole("button").count()).toBe(0);
    expect(await page.locator("[aria-current]").count()).toBe(1);

    const until = await page.getByText("signed in until").textContent();
    target.passHour();
    await click("Extend this session");
    await expect.poll(() => page.getByText("signed in until").textContent()).not.toBe(until);

    await row("Phone").getByRole("button").click();
    await expect.poll(countRows).toBe(3);
    expect([await target.isOpen(phone.sessionID), await target.isOpen(tablet.sessionID)]).toEqual([false, true]);

    await target.close(tablet.sessionID);
    await row("Tablet").getByRole("button").click();
    await alert.getByText(/^Error id for support: \S+$/).waitFor();
    await expect.poll(countRows).toBe(2);

    await click("Close all others");
    await expect.poll(countRows).toBe(1);
    expect([await alert.count(), await target.isOpen(office.sessionID)]).toEqual([0, false]);

    await click("Sign out");
    await page.getByRole("status").filter({ hasText: "You are signed out." }).waitFor();
    expect(await page.evaluate(() => sessionStorage.getItem("bearer"))).toBeNull();
    expect(await target.isOpen(own.sessionID)).toBe(false);
    expect(errors).toEqual([]);
    for (const code of Object.values(pageFiles)) recordRun(code);
  });

  it("shows the end of the session with the error id, and sends nothing more", async () => {
    await using served = await servePage(script);
    await using target = await start(served.origin);
    served.callApiAt(target.url);
    const own = await target.logIn("Chromium on this machine");
    const { page, alert, countRows, focus, requests, errors } = await openPage(served.origin, own.bearer);
    await expect.poll(countRows).toBe(1);
    await target.logIn("Phone");
    await focus();
    await expect.poll(countRows).toBe(2);

    await target.close(own.sessionID);
    requests.length = 0;
    await focus();
    await alert.getByText("Your session has ended. Please log in again.").waitFor();
    await alert.getByText(/^Error id for support: \S+$/).waitFor();
    expect(await page.locator("table").count()).toBe(0);
    await focus();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(requests).toEqual([`GET ${target.url}/sessions`]);
    expect(errors).toEqual([]);

    await page.reload();
    await alert.getByText("Your session has ended. Please log in again.").waitFor();
  });
});
