import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listBlocks, recordRun } from "@session-api/examples";
import { afterAll, beforeAll, expect, it } from "vitest";
import { documentPath } from "./lint.ts";

const folder = mkdtempSync(join(tmpdir(), "session-api-json-"));
const installed = join(folder, "node_modules/@session-api/openapi");
const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");
const example = listBlocks("README.md").find(({ language }) => language === "js")?.code ?? "";

beforeAll(() => {
  const { publishConfig, ...manifest } = JSON.parse(read("../package.json"));
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "package.json"), JSON.stringify({ ...manifest, ...publishConfig }));
  const redocly = join(import.meta.dirname, "../node_modules/.bin/redocly");
  execFileSync(redocly, ["bundle", documentPath, "--output", join(installed, "dist/openapi.json")], {
    stdio: "ignore",
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["document.mjs", {}],
  ["document.js", { type: "module" }],
  ["document.ts", { type: "module" }],
])("reads the JSON of the document from %s, with the package.json %j", (name, manifest) => {
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, name), example);
  expect(execFileSync(process.execPath, [name], { cwd: folder, encoding: "utf8" })).toContain("'/session/extend'");
  recordRun(example);
});
