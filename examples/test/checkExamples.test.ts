import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hashCode } from "../src/findRuns.ts";
import { listBlocks, recordRun } from "../src/index.ts";

const command = join(import.meta.dirname, "../src/checkExamples.ts");
const marked = '```sh not-run="It needs your DNS"\ndig\n```\n';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "session-api-check-"));
  write("README.md", `\`\`\`sh\nls\n\`\`\`\n\n${marked}`);
  write("packages/one/src/f.ts", "/**\n * ```ts\n * f();\n * ```\n */\nexport function f() {}\n");
  write("openapi/samples/f.py", "f()\n");
  write("apps/docs/dist/index.html", "<figure><pre></pre><button data-code='ls'></button></figure>");
  write("node_modules/other/README.md", "```sh\nother\n```\n");
  write(join(".turbo/ran", hashCode("ls")));
  write(join("packages/one/.turbo/ran", hashCode("f();")));
  write(join("apps/docs/.turbo/ran", hashCode("f()")));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

function write(file: string, text = "") {
  mkdirSync(join(workspace, dirname(file)), { recursive: true });
  writeFileSync(join(workspace, file), text);
}

function check(env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, workspace], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

it("passes when the tests of all packages have recorded every block that is not marked", () => {
  expect(check()).toEqual({ status: 0, stdout: "4 blocks: 3 run, 1 marked with a reason\n", stderr: "" });
});

it.each([
  ["README.md", "sh", "README.md:1"],
  ["packages/one/src/g.ts", "ts", "g.ts:2"],
  ["apps/docs/src/content/docs/guide.mdx", "js", "guide.mdx:1"],
])("fails when %s gets a block that no test runs", (file, language, place) => {
  const block = `\`\`\`${language}\nnew();\n\`\`\`\n`;
  write(file, file.endsWith(".ts") ? `/**\n${block.replaceAll(/^/gm, " * ")}*/\n` : block);
  const { status, stderr } = check();
  expect(stderr).toMatch(new RegExp(`${place}: no test runs this ${language} block\n`));
  expect(stderr).toContain('Run a block in a test that calls `recordRun(code)`, or write not-run="a reason"');
  expect(status).toBe(1);
});

it("prints what the README shows", () => {
  const shown = listBlocks("README.md").find(({ language }) => language === "txt")?.code ?? "";
  const normalise = (output: string) => output.replaceAll(/\d+/g, "0").replaceAll(/^\S*README/gm, "README");
  write("README.md", "```sh\nls -l\n```\n");
  const { stdout, stderr } = check();
  expect(normalise(stdout + stderr)).toContain(normalise(shown));
  recordRun(shown);
});

it("fails when a test no longer records its block", () => {
  rmSync(join(workspace, "packages/one/.turbo"), { recursive: true });
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining("f.ts:2: no test runs this ts block") });
});

it("fails when the built site shows a block that no text has", () => {
  write("apps/docs/dist/more.html", "<pre><code>rm -r</code></pre>");
  expect(check().stderr).toContain("more.html:1: no test runs this unnamed block");
});

it("names the language that the machine cannot run, unless the run must be complete", () => {
  rmSync(join(workspace, "apps/docs/.turbo"), { recursive: true });
  expect(check({ PATH: "" })).toMatchObject({ status: 0, stdout: expect.stringContaining("this machine has no py") });
  expect(check({ PATH: "", CI_ALL: "1" })).toMatchObject({ status: 1 });
});
