import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "load-docs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a docs package whose handler is its own name and target. */
function writePackage(path: string): void {
  mkdirSync(join(folder, path), { recursive: true });
  const manifest = { name: "@session-api/docs", type: "module", exports: "./index.js" };
  writeFileSync(join(folder, path, "package.json"), JSON.stringify(manifest));
  writeFileSync(
    join(folder, path, "index.js"),
    `export const createDocsHandler = ({ target }) => ["${path}", target.baseUrl, target.kind];`,
  );
}

/** Runs `loadDocs` in the folder. The `NODE_PATH` of pnpm would lead it to the real docs. */
function load(): string {
  const url = new URL("../src/loadDocs.ts", import.meta.url).href;
  const program = `
    import { loadDocs } from "${url}";
    console.log(await loadDocs({ baseUrl: "/v2", kind: "mock" }).then(String, ({ message }) => message));`;
  const env = { ...process.env, NODE_PATH: "" };
  const args = ["--input-type=module", "--eval", program];
  return spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" }).stdout.trim();
}

it.each(["node_modules/@session-api/docs", "apps/docs"])("finds the docs in %s of the current folder", (path) => {
  writePackage(path);
  expect(load()).toBe(`${path},/v2,mock`);
});

it("tells how to install docs that are missing", () => {
  expect(load()).toBe("@session-api/docs is missing. Install it: npm install --save-dev @session-api/docs");
});
