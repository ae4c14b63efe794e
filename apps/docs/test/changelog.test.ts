import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { selectAll } from "hast-util-select";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFeed } from "../src/build/writeFeed.ts";
import { createChangelogPage } from "../src/generate/changelogPage.ts";
import { readReleases } from "../src/generate/readReleases.ts";
import { listPages } from "./site/listPages.ts";

const site = join(import.meta.dirname, "../dist/site");

/** As changesets writes them. */
const files = {
  "packages/client/CHANGELOG.md": `# @session-api/client

## 1.10.0

### Minor Changes

- 0a1b2c3: A session tells when it ends.

  It also tells why.

### Patch Changes

- Updated dependencies [0a1b2c3]
  - @session-api/openapi@1.10.0

## 1.9.0

### Patch Changes

- 4d5e6f7: A retry waits for \`Retry-After\` & no longer.
`,
  "openapi/CHANGELOG.md":
    "# @session-api/openapi\n\n## 1.10.0\n\n### Minor Changes\n\n- 0a1b2c3: A session tells when it ends.\n\n  It also tells why.\n",
  ".changeset/calm-cats.md":
    '---\n"@session-api/client": minor\n"@session-api/mock": patch\n---\n\nThe mock starts faster.\n',
  ".changeset/README.md": "# Changesets\n",
};

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "changelog-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

describe("the changelog", () => {
  it("has the pending changes and then the releases, the newest first, each change once", () => {
    expect(readReleases(root)).toEqual([
      {
        version: undefined,
        changes: [{ text: "The mock starts faster.", packages: ["@session-api/client", "@session-api/mock"] }],
      },
      {
        version: "1.10.0",
        changes: [
          {
            text: "A session tells when it ends.\n\nIt also tells why.",
            packages: ["@session-api/openapi", "@session-api/client"],
          },
        ],
      },
      {
        version: "1.9.0",
        changes: [{ text: "A retry waits for `Retry-After` & no longer.", packages: ["@session-api/client"] }],
      },
    ]);
  });

  it("is a page with a place for each release", () => {
    const text = createChangelogPage(readReleases(root))["changelog.md"];
    expect(text).toContain(
      "## Next release\n\n- The mock starts faster.\n\n  For `@session-api/client`, `@session-api/mock`.",
    );
    expect(text).toContain(
      '<a id="v1.10.0"></a>\n\n## Version 1.10.0\n\n- A session tells when it ends.\n\n  It also tells why.',
    );
  });
});

describe("the feed", () => {
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "item" });

  it("has an item with an own address for each release, and none for pending changes", async () => {
    await writeFeed(root, new URL("https://example.com/docs/"), readReleases(root));
    const text = readFileSync(join(root, "changelog/feed.xml"), "utf8");
    expect(XMLValidator.validate(text)).toBe(true);
    const { channel } = parser.parse(text).rss;
    expect(channel.link).toBe("https://example.com/docs/changelog/");
    expect(channel["atom:link"]["@_href"]).toBe("https://example.com/docs/changelog/feed.xml");
    expect(channel.item).toMatchObject([
      { title: "Version 1.10.0", link: "https://example.com/docs/changelog/#v1.10.0" },
      {
        title: "Version 1.9.0",
        link: "https://example.com/docs/changelog/#v1.9.0",
        description: "A retry waits for `Retry-After` & no longer.",
      },
    ]);
  });

  it("of the built site is valid, and every page links it", () => {
    const text = readFileSync(join(site, "changelog/feed.xml"), "utf8");
    expect(XMLValidator.validate(text)).toBe(true);
    expect(parser.parse(text).rss.channel).toMatchObject({
      title: expect.any(String),
      description: expect.any(String),
    });
    const unlinked = listPages(site).filter(({ tree }) => {
      const links = selectAll("link[rel=alternate][type='application/rss+xml']", tree);
      return !links.some(({ properties }) => properties.href === "/changelog/feed.xml");
    });
    expect(unlinked.map(({ path }) => path)).toEqual([]);
  });
});
