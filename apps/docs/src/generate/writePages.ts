import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { contract } from "../contract.ts";
import { createChangelogPage } from "./changelogPage.ts";
import { createClientApiPages } from "./clientApiPages.ts";
import { createDocumentPages } from "./documentPages.ts";
import { createReadmePages } from "./readmePages.ts";
import { readReleases } from "./readReleases.ts";

const folder = join(import.meta.dirname, "../../dist/content");

/** Writes the generated pages, as Markdown, for `src/content.config.ts`. */
export async function writePages(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const pages = { ...(await createDocumentPages(contract)), ...(await createClientApiPages()), ...createReadmePages() };
  Object.assign(pages, createChangelogPage(readReleases(join(import.meta.dirname, "../../../.."))));
  for (const [path, text] of Object.entries(pages)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
