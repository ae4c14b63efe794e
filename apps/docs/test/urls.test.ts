import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromHtml } from "hast-util-from-html";
import { expect, it } from "vitest";
import { findLostUrls } from "../src/urls/findLostUrls.ts";
import { listUrls } from "../src/urls/listUrls.ts";
import { readSite, type SitePage } from "../src/urls/readSite.ts";

const root = join(import.meta.dirname, "..");
const published = readFileSync(join(root, "urls.txt"), "utf8").split("\n").filter(Boolean);
const site = readSite(join(root, "dist/site"));
const urls = listUrls(site);

it("every published URL and anchor still leads somewhere", () => {
  expect(findLostUrls(published, urls, site)).toEqual([]);
});

it("every URL and anchor of the site is in the list of published ones", () => {
  const missing = urls.filter((url) => !published.includes(url));
  expect(missing, "run `npm run docs:urls` and commit apps/docs/urls.txt").toEqual([]);
});

it("the list is sorted and has no URL twice", () => {
  expect(published).toEqual([...new Set(published)].sort());
});

const createPage = (path: string, isRedirect = false): [string, SitePage] => [
  path,
  { path, isRedirect, ids: new Set(), tree: fromHtml("") },
];

it("a lost page and a lost anchor each get the line that keeps them, unless the page is redirected", () => {
  const pages = new Map([createPage("/errors/"), createPage("/moved/", true)]);
  const lost = findLostUrls(["/gone/", "/errors/#old", "/errors/", "/moved/", "/moved/#part"], ["/errors/"], {
    pages,
    files: new Set(),
  });
  expect(lost).toEqual([
    '/gone/ was published and is gone. Add "/gone/": "/the-new-page/" to redirects in apps/docs/astro.config.ts',
    '/errors/#old was published and is gone. Put <a id="old"></a> before the text that replaces it on /errors/, or redirect the page',
  ]);
});
