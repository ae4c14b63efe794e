import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const index = JSON.stringify(new URL("../src/index.ts", import.meta.url).href);
const clearRuns = join(import.meta.dirname, "../src/clearRuns.ts");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "session-api-runs-"));
  mkdirSync(join(folder, "package/test"), { recursive: true });
  writeFileSync(join(folder, "package/package.json"), "{}");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(cwd: string, ...args: string[]) {
  return spawnSync(process.execPath, args, { cwd: join(folder, cwd), encoding: "utf8" });
}

function record(cwd: string, code: string) {
  const program = `import { recordRun } from ${index}; recordRun(${JSON.stringify(code)})`;
  return run(cwd, "--input-type=module", "--eval", program);
}

it("names the record after the code, without the blank lines around it", () => {
  record("package", "ls\n");
  record("package", "\nls");
  // printf ls | sha256sum
  expect(readdirSync(join(folder, "package/.turbo/ran"))).toEqual([
    "c7b68ac37f364473e922936708e7f43c293dd07b295171566c07ff5fe024fab9",
  ]);
});

it("writes into the package whose folder the test works in", () => {
  record("package/test", "ls\n");
  expect(readdirSync(join(folder, "package/.turbo/ran"))).toHaveLength(1);
});

it("fails outside of a package", () => {
  expect(record(".", "ls\n").stderr).toContain("is not inside a package");
});

it("starts from nothing after `clear-runs`", () => {
  record("package", "ls\n");
  expect(run("package", clearRuns)).toMatchObject({ status: 0, stderr: "" });
  expect(readdirSync(join(folder, "package/.turbo"))).toEqual([]);
});
