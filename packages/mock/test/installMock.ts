import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const room = join(import.meta.dirname, "..");

/** Makes a project that has installed the mock as npm would publish it, built now, and some of this one's packages. */
export function installMock(packages: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), "session-mock-installed-"));
  const modules = join(folder, "node_modules");
  const mock = join(modules, "@session-api/mock");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  mkdirSync(mock, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(room, "package.json"), "utf8"));
  writeFileSync(join(mock, "package.json"), JSON.stringify({ ...manifest, ...manifest.publishConfig }));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const build = ["--out-dir", join(mock, "dist"), "--logLevel", "error"];
  execFileSync(join(room, "node_modules/.bin/tsdown"), build, { cwd: room, stdio: "inherit" });
  symlinkSync(join(mock, "dist/command.js"), join(modules, ".bin/session-mock"));
  for (const name of ["@session-api/openapi", "@session-api/types", ...packages]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(room, "node_modules", name), join(modules, name), "junction");
  }
  return folder;
}
