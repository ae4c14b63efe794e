import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Visits to the pages that guides open, by their guide and path. `readCode` waits for a code in a terminal. */
export const visits: Record<string, (page: Page, readCode: () => Promise<string>) => Promise<void>> = {
  async "web-server/"(page, readCode) {
    await page.locator("[name=email]").fill("ada.king@example.com");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.locator("[name=code]").fill(await readCode());
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("Hello Ada King").waitFor();
  },
  async "signed-in/"(page) {
    await page.getByRole("heading", { name: "Where you are signed in" }).waitFor();
    await page.getByRole("cell", { name: "This session" }).waitFor();
    await page.getByRole("button", { name: "Close", exact: true }).waitFor();
  },
  async "signed-in/login.html"(page, readCode) {
    await page.getByLabel("Email").fill("ada.king@example.com");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByLabel("Code").fill(await readCode());
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("Hello Ada King").waitFor();
    await page.goto("/");
    await page.getByRole("cell", { name: "This session" }).waitFor();
    await page.getByText("Ada King, signed in until").waitFor();
    expect(await page.getByRole("button", { name: "Close", exact: true }).count()).toBe(0);
  },
};
