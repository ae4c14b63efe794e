import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const packageFolder = join(import.meta.dirname, "..");

/** Builds the mock, and creates a project that has installed it as from npm, with some packages of this project. */
export function installMock(packages: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), "session-mock-installed-"));
  const modules = join(folder, "node_modules");
  const mock = join(modules, "@session-api/mock");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  mkdirSync(mock, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  writeFileSync(join(mock, "package.json"), JSON.stringify({ ...manifest, ...manifest.publishConfig }));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const build = ["--out-dir", join(mock, "dist"), "--logLevel", "error"];
  execFileSync(join(packageFolder, "node_modules/.bin/tsdown"), build, { cwd: packageFolder, stdio: "inherit" });
  symlinkSync(join(mock, "dist/command.js"), join(modules, ".bin/session-mock"));
  for (const name of ["@session-api/openapi", "@session-api/types", ...packages]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(packageFolder, "node_modules", name), join(modules, name), "junction");
  }
  return folder;
}
