import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { writeCollections } from "../collections/writeCollections.ts";
import { contract } from "../contract.ts";
import { readReleases } from "../generate/readReleases.ts";
import { addBase } from "./addBase.ts";
import { addLinks } from "./addLinks.ts";
import { addPolicy } from "./addPolicy.ts";
import { createTwin } from "./createTwin.ts";
import { formatPage, type Page, readPage } from "./Page.ts";
import { writeDocument } from "./writeDocument.ts";
import { writeFeed } from "./writeFeed.ts";
import { writeIndexes } from "./writeIndexes.ts";

const repository = join(import.meta.dirname, "../../../..");

/** Changes the built pages: their policy and their links. Writes the files for machines beside them. */
export function finishPages(): AstroIntegration {
  let root: URL;
  return {
    name: "finish-pages",
    hooks: {
      "astro:config:done": ({ config: { site, base } }) => {
        root = new URL(base.replace(/\/?$/, "/"), site);
      },
      "astro:build:done": async ({ dir, pages }) => {
        const folder = fileURLToPath(dir);
        const finished = pages.map(({ pathname }) => finishPage(folder, pathname, root));
        writeIndexes(folder, root, finished);
        writeDocument(folder);
        await writeFeed(folder, root, readReleases(repository));
        await writeCollections(folder, contract);
      },
    },
  };
}

/** Rewrites one page, and writes its Markdown twin beside it. */
function finishPage(folder: string, path: string, root: URL): Page {
  const file = [`${path}index.html`, `${path.replace(/\/$/, "")}.html`]
    .map((name) => join(folder, name))
    .find(existsSync);
  if (!file) throw new Error(`Astro built no file for the page /${path}`);
  const page = readPage(readFileSync(file, "utf8"), path, root);
  addBase(page, root, folder);
  if (page.twin) writeFileSync(join(folder, page.twin), createTwin(page));
  addLinks(page, root);
  addPolicy(page);
  writeFileSync(file, formatPage(page));
  return page;
}
