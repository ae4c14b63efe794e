import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getRssString } from "@astrojs/rss";
import type { Release } from "../generate/readReleases.ts";

/** Writes the feed of the changelog. It has the releases, and not the pending changes, which change until then. */
export async function writeFeed(folder: string, root: URL, releases: Release[]): Promise<void> {
  const page = new URL("changelog/", root);
  const self = new URL("feed.xml", page);
  const feed = await getRssString({
    title: "Releases of the session API packages",
    description: "The changes of each release that a user of the packages notices.",
    site: page.href,
    xmlns: { atom: "http://www.w3.org/2005/Atom" },
    customData: `<language>en</language><atom:link href="${self}" rel="self" type="application/rss+xml"/>`,
    items: releases.flatMap(({ version, changes }) => {
      const description = changes.map(({ text }) => text).join("\n\n");
      return version ? [{ title: `Version ${version}`, link: `${page}#v${version}`, description }] : [];
    }),
  });
  mkdirSync(join(folder, "changelog"), { recursive: true });
  writeFileSync(join(folder, "changelog/feed.xml"), feed);
}
