import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { listBlocks, recordRun } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "session-api-blocks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function list(name: string, text: string) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return listBlocks(file).map(({ place, ...block }) => ({ ...block, line: Number(place.split(":").at(-1)) }));
}

describe("the blocks of a file", () => {
  it("come with their language, line and file name", () => {
    const [block, ...more] = list("a.md", "# Title\n\n```ts\n// src/app.ts\nf();\n```\n");
    expect(block).toMatchObject({ language: "ts", code: "// src/app.ts\nf();\n", line: 3, fileName: "src/app.ts" });
    expect(more).toEqual([]);
  });

  it.each([
    ["# .github/workflows/test.yml", ".github/workflows/test.yml"],
    ["<!-- page/app.html -->", "page/app.html"],
    ["/* app.css */", "app.css"],
    ["# the address of this repository", undefined],
    ["// Prints the newest mail.", undefined],
  ])("have the file name of a first line %s: %s", (line, fileName) => {
    expect(list("a.md", `\`\`\`\n${line}\nx\n\`\`\`\n`)).toMatchObject([{ fileName }]);
  });

  it("are found in lists, longer fences, tildes and indented text", () => {
    const text = "1. Do:\n\n   ```sh\n   ls\n   ```\n\n````md\n```ts\n```\n````\n\n~~~\nx\n~~~\n\n    y\n";
    expect(list("a.md", text).map(({ code }) => code)).toEqual(["ls\n", "```ts\n```\n", "x\n", "y\n"]);
  });

  it("say why no test runs them", () => {
    const [block] = list("a.md", '```sh not-run="It needs your DNS."\nls\n```\n');
    expect(block).toMatchObject({ language: "sh", notRun: "It needs your DNS." });
    const shown = listBlocks("README.md").find(({ language }) => language === "md")?.code ?? "";
    expect(list("b.md", shown)).toMatchObject([{ language: "sh", notRun: "It needs your DNS" }]);
    recordRun(shown);
  });

  it("are found in MDX, inside of components and after front matter", () => {
    const text =
      '---\ntitle: A\n---\n\nimport { Tabs } from "x";\n\n<Tabs>\n  <Tab label="a">\n    ```ts\n    f();\n    ```\n  </Tab>\n</Tabs>\n';
    expect(list("a.mdx", text)).toMatchObject([{ language: "ts", code: "f();\n", line: 9 }]);
  });

  it("are found in the TSDoc of a module, and not in its strings or indented sentences", () => {
    const comment =
      "/**\n   *     Does it.\n   *\n   * @example\n   * ```ts\n   * f({\n   *   a,\n   * });\n   * ```\n   */";
    const text = `interface A {\n  ${comment}\n  f: () => void;\n}\nconst b = "/**\\n * \`\`\`\\n";\n`;
    expect(list("a.ts", text)).toMatchObject([{ language: "ts", code: "f({\n  a,\n});\n", line: 6 }]);
  });

  it("are found in a built page, as its buttons copy them", () => {
    const figure =
      '<figure><figcaption>app.ts</figcaption><pre data-language="ts"><code><div>a</div></code></pre>' +
      '<div class="copy"><button data-code="a &#x3C; b\x7fc"></button></div></figure>';
    const blocks = list("a.html", `<!doctype html>\n${figure}\n<pre><code>x <b>y</b>\nz</code></pre>`);
    expect(blocks).toMatchObject([
      { language: "ts", code: "a < b\nc\n", line: 2 },
      { language: "", code: "x y\nz\n", line: 3 },
    ]);
  });

  it("have a place that starts at the root of the workspace", () => {
    expect(listBlocks("README.md")[0]?.place).toMatch(/^examples\/README\.md:\d+$/);
  });

  it("cannot be listed for a file of another kind", () => {
    expect(() => listBlocks("LICENSE")).toThrow("LICENSE is neither Markdown nor MDX, TypeScript or HTML");
  });
});
