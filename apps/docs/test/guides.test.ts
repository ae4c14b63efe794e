import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { launchBrowser } from "@session-api/browsers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followGuide } from "./guides/followGuide.ts";
import { readGuide } from "./guides/readGuide.ts";
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
describe.concurrent("a reader", { timeout: 240_000 }, () => {
  it.each(guides)("succeeds with each step of %s", async (guide) => {
    await using reader = await startReader(join(folder, "dist/guides", basename(guide, ".mdx")), browser);
    await followGuide(join(folder, guide), reader);
  });
});

describe("a guide", () => {
  it.each(guides)("begins with commands and ends with links: %s", (guide) => {
    const text = readFileSync(join(folder, guide), "utf8");
    const [, introduction = ""] = /^---\n.*?\n---\n(.*?)^```/ms.exec(text) ?? [];
    expect(introduction.length).toBeLessThan(600);
    expect(readGuide(join(folder, guide))[0]?.language).toBe("sh");
    expect(text).toMatch(/\n## Next\n\n(- .*\]\(\/[\w/-]+\/(#[\w-]+)?\).*\n( {2}.*\n)*)+$/);
  });

  it("has a description of its own that search engines show whole", () => {
    const descriptions = guides.map(
      (guide) => /^description: (.*)$/m.exec(readFileSync(join(folder, guide), "utf8"))?.[1],
    );
    for (const description of descriptions) expect(description).toMatch(/^.{50,155}$/);
    expect(new Set(descriptions).size).toBe(guides.length);
  });
});
