import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { writeCollections } from "../collections/writeCollections.ts";
import { contract } from "../contract.ts";
import { readReleases } from "../generate/readReleases.ts";
import { finishPage } from "./finishPage.ts";
import { writeDocument } from "./writeDocument.ts";
import { writeFeed } from "./writeFeed.ts";
import { writeIndexes } from "./writeIndexes.ts";
import { writeStyles } from "./writeStyles.ts";

const repository = join(import.meta.dirname, "../../../..");

/** Changes the built pages: their policy and their links. Writes the files for machines beside them. */
export function finishPages(): AstroIntegration {
  let root: URL;
  let redirects: string[];
  return {
    name: "finish-pages",
    hooks: {
      "astro:config:done": ({ config }) => {
        root = new URL(config.base.replace(/\/?$/, "/"), config.site);
        // Astro does not count them among its pages.
        redirects = Object.keys(config.redirects).map((path) => path.slice(1));
      },
      "astro:build:done": async ({ dir, pages }) => {
        const folder = fileURLToPath(dir);
        const paths = [...pages.map(({ pathname }) => pathname), ...redirects];
        const finished = paths.map((path) => finishPage(folder, path, root));
        writeStyles(folder, finished);
        writeIndexes(folder, root, finished);
        writeDocument(folder);
        await writeFeed(folder, root, readReleases(repository));
        await writeCollections(folder, contract);
      },
    },
  };
}
