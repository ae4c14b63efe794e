import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findDocumentFile } from "@session-api/contract/file";
import type { Element, Root } from "hast";
import { matches, select, selectAll } from "hast-util-select";
import { toString as readText } from "hast-util-to-string";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as toText } from "mdast-util-to-string";
import { SKIP, visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { listPages } from "./site/listPages.ts";

const folder = join(import.meta.dirname, "../dist/site");
const root = "http://127.0.0.1:4030/";
const read = (path: string) => readFileSync(join(folder, path), "utf8");
const pages = listPages(folder);
const withTwin = pages.filter(({ path }) => path !== "/404.html");

const readAttribute = (tree: Root, selector: string, name: string) => select(selector, tree)?.properties[name];

/** Expressive Code gives each line an element of its own. */
function readCode(pre: Element): string {
  return pre.properties.dataLanguage ? selectAll(".ec-line", pre).map(readLine).join("\n") : readText(pre).trimEnd();
}

const readLine = (line: Element) => readText(line).replace(/\n$/, "");

describe("the policy", () => {
  it.each(pages)("of $path has the hash of each inline script and style, and allows no others", ({ tree }) => {
    const policy = String(readAttribute(tree, "meta[http-equiv=Content-Security-Policy]", "content"));
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const scripts = selectAll("script:not([src]):not([type$=json])", tree).map(readText);
    const styles = selectAll("[style]", tree).map(({ properties }) => String(properties.style));
    for (const text of [...scripts, ...styles]) expect(policy).toContain(hash(text));
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' /);
    expect(policy).not.toContain("unsafe-inline");
    expect(selectAll("style", tree)).toEqual([]);
    const handlers = selectAll("*", tree).filter(({ properties }) =>
      Object.keys(properties).some((key) => /^on[A-Z]/.test(key)),
    );
    expect(handlers).toEqual([]);
  });

  it.each(pages)("of $path stands before everything that it governs", ({ tree }) => {
    const [charset, policy] = select("head", tree)?.children.filter(({ type }) => type === "element") ?? [];
    expect(charset).toMatchObject({ properties: { charSet: "utf-8" } });
    expect(policy).toMatchObject({ properties: { httpEquiv: ["Content-Security-Policy"] } });
  });

  it("lets the page Try it call other servers, and no other page", () => {
    const open = pages.filter(({ tree }) => {
      const policy = String(readAttribute(tree, "meta[http-equiv=Content-Security-Policy]", "content"));
      return !policy.includes("connect-src 'self';");
    });
    expect(open.map(({ path }) => path).filter((path) => path !== "/try/")).toEqual([]);
  });
});

describe("search engines", () => {
  it("find a title, a description and an address that no other page has", () => {
    const facts = withTwin.map(({ tree }) => [
      readText(select("title", tree) ?? { type: "root", children: [] }),
      readAttribute(tree, "meta[name=description]", "content"),
      readAttribute(tree, "link[rel=canonical]", "href"),
    ]);
    for (const [index] of ["title", "description", "address"].entries()) {
      const values = facts.map((fact) => fact[index]);
      const double = values.filter((value, position) => !value || values.indexOf(value) !== position);
      expect(double).toEqual([]);
    }
  });

  it("find every page in the sitemap, which robots.txt names", () => {
    expect(read("robots.txt")).toContain(`Sitemap: ${root}sitemap-index.xml\n`);
    expect(read("sitemap-index.xml")).toContain(`<loc>${root}sitemap-0.xml</loc>`);
    const listed = [...read("sitemap-0.xml").matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url);
    const expected = [...withTwin.map(({ path }) => new URL(path, root).href), `${root}reference/`];
    expect(listed.sort()).toEqual(expected.sort());
  });
});

/** Copies a page without the parts of "Try it" that need scripts, which the twin leaves out. */
function removeScripted(tree: Root): Root {
  const copy = structuredClone(tree);
  visit(copy, "element", (node, index, parent) => {
    if (!parent || index === undefined || !matches(".try-scripted", node)) return;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  return copy;
}

describe("the Markdown twin", () => {
  it.each(withTwin)("of $path is linked, and has its title and description", ({ path, twin, tree }) => {
    expect(readAttribute(tree, "link[rel=alternate][type='text/markdown']", "href")).toBe(`/${twin}`);
    const title = readText(select("main h1", tree) ?? { type: "root", children: [] }).trim();
    const description = readAttribute(tree, "meta[name=description]", "content");
    expect(read(twin).startsWith(`# ${title}\n\n> ${description}\n\n`), path).toBe(true);
  });

  it.each(withTwin)("of $path has each heading, and each code block as it stands on the page", ({ twin, tree }) => {
    const headings: string[] = [];
    const blocks: string[] = [];
    visit(fromMarkdown(read(twin)), (node) => {
      if (node.type === "heading" && node.depth > 1) headings.push(toText(node));
      if (node.type === "code") blocks.push(node.value);
    });
    const shown = removeScripted(tree);
    const codes = selectAll("main pre[data-language], main .try pre", shown);
    expect(headings).toEqual(
      selectAll("main :is(h2, h3, h4, h5, h6)", shown).map((heading) => readText(heading).trim()),
    );
    const readCode = (code: Element) => selectAll(".ec-line", code).map(readLine).join("\n") || readText(code);
    expect(blocks).toEqual(codes.map(readCode));
  });

  it.each(withTwin)("of $path has nothing that is only for a screen", ({ twin }) => {
    expect(read(twin)).not.toMatch(/Section titled|Copy to clipboard|Terminal window|Edit page/);
  });

  it.each(withTwin)("of $path has absolute links only", ({ twin }) => {
    const links = [
      ...read(twin)
        .replaceAll(/```.*?```/gs, "")
        .matchAll(/\]\(([^)\s]+)/g),
    ].map(([, link]) => link);
    expect(links.filter((link) => !/^(https?|mailto):/.test(link ?? ""))).toEqual([]);
  });
});

describe("llms.txt", () => {
  it("has the parts of llmstxt.org, and a link with a description for each page", () => {
    const text = read("llms.txt");
    expect(text).toMatch(/^# .+\n\n> .+\n\n## /);
    for (const line of text.split("\n").filter((one) => one !== "" && !/^(#{1,2}|>) /.test(one)))
      expect(line).toMatch(/^- \[[^\]]+\]\(http\S+\): \S/);
    for (const { path, twin } of withTwin) if (path !== "/") expect(text).toContain(`(${root}${twin})`);
  });

  it("has the groups of the sidebar in their order", () => {
    const sidebar = withTwin.flatMap(({ tree }) => selectAll("nav.sidebar .top-level > li > details > summary", tree));
    const labels = [...new Set(sidebar.map((summary) => readText(summary).trim()))];
    const sections = [...read("llms.txt").matchAll(/^## (.*)$/gm)].map(([, label]) => label);
    expect(sections).toEqual([...labels, "Files"]);
  });

  it("links files that are there", () => {
    const links = [...read("llms.txt").matchAll(/\]\((.*?)\)/g)].map(([, link]) => new URL(`${link}`).pathname);
    expect(links.map((path) => read(path)).filter((text) => text === "")).toEqual([]);
  });

  it("has a long form with every twin", () => {
    const text = read("llms-full.txt");
    for (const { twin } of withTwin) expect(text).toContain(read(twin));
  });
});

describe("the documents", () => {
  it("are those of the package", () => {
    const arazzo = createRequire(import.meta.url).resolve("@session-api/openapi/login.arazzo.yaml");
    expect(read("openapi.yaml")).toBe(readFileSync(findDocumentFile(), "utf8"));
    expect(read("login.arazzo.yaml")).toBe(readFileSync(arazzo, "utf8"));
    expect(JSON.parse(read("openapi.json"))).toEqual(parse(read("openapi.yaml")));
  });
});
