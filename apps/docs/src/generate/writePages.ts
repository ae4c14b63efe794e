import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { contract } from "../contract.ts";
import { createChangelogPage } from "./changelogPage.ts";
import { createClientApiPages } from "./clientApiPages.ts";
import { createDocumentPages } from "./documentPages.ts";
import { createReadmePages } from "./readmePages.ts";
import { readReleases } from "./readReleases.ts";

const repository = join(import.meta.dirname, "../../../..");
const folder = join(import.meta.dirname, "../../dist/content");

/**
 * Writes the generated pages, as Markdown, for `src/content.config.ts`. An unchanged page keeps its file. The pages of the
 * client's API take seconds, so they can be kept as they are.
 */
export async function writePages({ keepsClientApi = false } = {}): Promise<void> {
  const pages = {
    ...(await createDocumentPages(contract)),
    ...(keepsClientApi ? {} : await createClientApiPages()),
    ...createReadmePages(),
    ...createChangelogPage(readReleases(repository)),
  };
  for (const [path, text] of Object.entries(pages)) writeIfChanged(join(folder, path), text);
  if (keepsClientApi) return;
  for (const path of globSync("**/*.{md,mdx}", { cwd: folder })) if (!(path in pages)) rmSync(join(folder, path));
}

function writeIfChanged(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

if (import.meta.main) await writePages({ keepsClientApi: process.argv.includes("--keep-client-api") });
