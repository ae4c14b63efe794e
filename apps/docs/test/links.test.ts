import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fromHtml } from "hast-util-from-html";
import { selectAll } from "hast-util-select";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSite, type SitePage } from "../src/urls/readSite.ts";
import { findBrokenLinks } from "./site/findBrokenLinks.ts";

const root = join(import.meta.dirname, "..");
const elsewhere = new URL("https://example.com/docs/");
const buildLimitMs = 180_000;

let out: string;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "docs-"));
  const address = ["--site", elsewhere.origin, "--base", elsewhere.pathname];
  await promisify(execFile)(process.execPath, ["src/build.ts", ...address, "--out", out], { cwd: root });
}, buildLimitMs);
afterAll(() => rmSync(out, { recursive: true, force: true }));

it("every link and anchor of the site leads somewhere", () => {
  expect(findBrokenLinks(readSite(join(root, "dist/site")), new URL("http://127.0.0.1:4030/"))).toEqual([]);
});

it("every link and anchor leads somewhere when the site is published below a path", () => {
  expect(findBrokenLinks(readSite(out), elsewhere)).toEqual([]);
});

it("a site below a path names its address in its canonical links, its sitemap and its feed", () => {
  const { pages, files } = readSite(out);
  for (const { path, tree } of pages.values()) {
    const canonical = selectAll("link[rel=canonical]", tree).map(({ properties }) => properties.href);
    if (path !== "/404.html" && !path.startsWith("/reference/")) {
      expect(canonical).toEqual([new URL(path.slice(1), elsewhere).href]);
    }
  }
  expect(files).toContain("/sitemap-index.xml");
});

function createSite(html: string) {
  const tree = fromHtml(html);
  const page: SitePage = { path: "/a/", tree, ids: new Set(["part"]), isRedirect: false };
  return { pages: new Map([[page.path, page]]), files: new Set(["/a/index.html", "/a.md"]) };
}

it.each([
  ["/docs/b/", "no such file"],
  ["/a/", "outside of /docs/"],
  ["../b.md", "no such file"],
  ["#other", "no such anchor"],
  ["/docs/a/#other", "no such anchor"],
  ["/docs/a", "no such file"],
  ["https://", "not a URL"],
  ["javascript:alert(1)", "an unknown protocol"],
])("the link %s is reported: %s", (link, problem) => {
  const site = createSite(`<a href="${link}">link</a>`);
  expect(findBrokenLinks(site, elsewhere)).toEqual([`/a/ links ${link}: ${problem}`]);
});

it("links to a page, a place and a file are right, relative ones too", () => {
  const links = ["/docs/a/", "#part", "../a/#part", "../a.md", "https://example.org/x"];
  const site = createSite(links.map((link) => `<a href="${link}">link</a>`).join(""));
  expect(findBrokenLinks(site, elsewhere)).toEqual([]);
});
