import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { launchBrowser } from "@session-api/browsers";
import { afterAll, beforeAll, describe, it } from "vitest";
import { followGuide } from "./guides/followGuide.ts";
import { startReader } from "./guides/startReader.ts";

const folder = join(import.meta.dirname, "..");
const guides = globSync("src/content/docs/guides/*.mdx", { cwd: folder }).sort();

let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  browser = await launchBrowser("chromium");
  // Enough to install a browser on a machine without one.
}, 400_000);
afterAll(() => browser?.close());

// A reader mostly waits for processes.
describe.concurrent("a reader", { timeout: 120_000 }, () => {
  it.each(guides)("succeeds with each step of %s", async (guide) => {
    await using reader = await startReader(join(folder, "dist/guides", basename(guide, ".mdx")), browser);
    await followGuide(join(folder, guide), reader);
  });
});
