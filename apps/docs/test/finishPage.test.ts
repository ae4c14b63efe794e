import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { finishPage } from "../src/build/finishPage.ts";

const root = new URL("https://example.com/docs/");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "page-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Finishes a page with this content, and returns its HTML and its twin. */
function finish(content: string, address = root): { html: string; twin: string; rules: string[] } {
  const file = join(folder, "docs/a/index.html");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `<head><meta charset="utf-8"></head><main><h1>A</h1>${content}</main>`);
  const { rules } = finishPage(folder, "docs/a/", address);
  return { html: readFileSync(file, "utf8"), twin: readFileSync(join(folder, "docs/a.md"), "utf8"), rules };
}

describe("below a path", () => {
  it.each([
    ["/guides/log-in/", "/docs/guides/log-in/"],
    ["/openapi.yaml", "/docs/openapi.yaml"],
    ["/docs/guides/log-in/", "/docs/guides/log-in/"],
    ["/docs/a/#part", "/docs/docs/a/#part"],
    ["../b/", "../b/"],
    ["#part", "#part"],
    ["//example.org/x", "//example.org/x"],
    ["https://example.org/x", "https://example.org/x"],
  ])("the link %s becomes %s", (link, expected) => {
    const { html } = finish(`<a href="${link}">link</a><img src="${link}">`);
    expect(html).toContain(`<a href="${expected}">`);
    expect(html).toContain(`<img src="${expected}">`);
  });

  it("a redirect leads there, and its twin names the new address", () => {
    const file = join(folder, "old/index.html");
    mkdirSync(dirname(file));
    const address = '<link rel="canonical" href="https://example.com/new/">';
    writeFileSync(
      file,
      `<title>Old</title><meta http-equiv="refresh" content="0;url=/new/">${address}<a href="/new/">new</a>`,
    );
    finishPage(folder, "old/", root);
    const html = readFileSync(file, "utf8");
    expect(html).toContain('content="0;url=/docs/new/"');
    expect(html).toContain('<link rel="canonical" href="https://example.com/docs/new/">');
    expect(html).toContain("default-src");
    expect(readFileSync(join(folder, "old.md"), "utf8")).toContain("<https://example.com/docs/new/>");
  });
});

describe("the twin", () => {
  const line = (text: string) =>
    `<div class="ec-line"><div class="code"><span style="--0:red">${text}</span></div></div>`;
  const frame = (title: string, language: string, ...lines: string[]) => `<div class="expressive-code">
    <figure class="frame"><figcaption class="header"><span class="title">${title}</span><span class="sr-only">Terminal window</span></figcaption>
    <pre data-language="${language}"><code>${lines.map(line).join("")}</code></pre><div class="copy"><button>Copy</button></div></figure></div>`;

  it("has a code block with its language, its title and its empty lines", () => {
    const { twin } = finish(frame("app.ts", "ts", "const a = 1;", "\n", "  use(a);"));
    expect(twin).toContain('```ts title="app.ts"\nconst a = 1;\n\n  use(a);\n```');
  });

  it("has a code block without a title", () => {
    expect(finish(frame("", "sh", "npm test")).twin).toContain("```sh\nnpm test\n```");
  });

  it("has tabs one below the other, under their labels", () => {
    const tab = (id: number, label: string) => `<li><a role="tab" href="#panel-${id}" id="tab-${id}">${label}</a></li>`;
    const panel = (id: number, code: string) =>
      `<div role="tabpanel" id="panel-${id}" aria-labelledby="tab-${id}" hidden>${frame("", "sh", code)}</div>`;
    const { twin } = finish(`<starlight-tabs><div><ul role="tablist">${tab(1, "curl")}${tab(2, "Python")}</ul></div>
      ${panel(1, "curl x")}${panel(2, "python x")}</starlight-tabs>`);
    expect(twin).toMatch(/\*\*curl\*\*\n\n```sh\ncurl x\n```\n\n\*\*Python\*\*\n\n```sh\npython x\n```/);
  });

  it("has a note as a quote under its title", () => {
    const { twin } =
      finish(`<aside aria-label="Tip" class="starlight-aside"><p class="starlight-aside__title" aria-hidden="true">Tip</p>
      <div class="starlight-aside__content"><p>Read it.</p></div></aside>`);
    expect(twin).toContain("> **Tip**\n>\n> Read it.");
  });

  it("has tables, absolute links and the name of a drawing", () => {
    const { twin } = finish(`<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1 | 2</td></tr></tbody></table>
      <p><a href="../b/#c">b</a></p><svg role="img" aria-label="The login"><path d="M0 0"></path></svg>`);
    expect(twin).toContain("| a      |\n| ------ |\n| 1 \\| 2 |");
    expect(twin).toContain("[b](https://example.com/docs/docs/b/#c)");
    expect(twin).toContain("*The login*");
  });
});

describe("the policy", () => {
  const readDirective = (html: string, name: string) =>
    new RegExp(`${name} ([^;"]*)`).exec(html.replaceAll("&#x27;", "'"))?.[1]?.split(" ");

  it("allows a script by its hash, data without one, and no inline style", () => {
    const { html } = finish(
      '<script>a()</script><script type="application/json">{}</script><b style="color:red">b</b>',
    );
    const hash = expect.stringMatching(/^'sha256-/);
    expect(readDirective(html, "script-src")).toEqual(["'self'", "'wasm-unsafe-eval'", hash]);
    expect(readDirective(html, "style-src")).toEqual(["'self'"]);
    expect(html).not.toMatch(/'unsafe-(inline|hashes|eval)'/);
  });

  it("has one stylesheet instead of those that Astro links, but for the one of the printer", () => {
    const { html } = finish(
      '<link rel="stylesheet" href="/docs/_astro/a.css"><p><link rel="stylesheet" href="/docs/_astro/b.css"></p><link rel="stylesheet" href="/docs/_astro/print.css" media="print">',
    );
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]*)"/g)].map(([, href]) => href);
    expect(sheets).toEqual(["/docs/_astro/styles.css", "/docs/_astro/print.css"]);
  });

  it("moves an inline style into a rule, also that of a template", () => {
    const { html, rules } = finish('<b style="color:red">b</b><template><i style="color:red;">i</i></template>');
    const [rule = ""] = rules;
    expect(rule).toMatch(/^\.s-\w+\{color:red\}$/);
    expect(rules).toEqual([rule, rule]);
    const name = /[\w-]+/.exec(rule)?.[0];
    expect(html).toContain(`<b class="${name}">b</b>`);
    expect(html).toContain(`<i class="${name}">i</i>`);
    expect(html).not.toContain("style=");
  });
});
