import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, it } from "vitest";
import { followGuide } from "./guides/followGuide.ts";
import { startReader } from "./guides/startReader.ts";

const folder = join(import.meta.dirname, "..");
const guides = globSync("src/content/docs/guides/*.mdx", { cwd: folder }).sort();

// A reader mostly waits for processes.
describe.concurrent("a reader", { timeout: 120_000 }, () => {
  it.each(guides)("succeeds with each step of %s", async (guide) => {
    await using reader = await startReader(join(folder, "dist/guides", basename(guide, ".mdx")));
    await followGuide(join(folder, guide), reader);
  });
});
