import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "tsdown";

const here = import.meta.dirname;
const packages = ["packages/types", "packages/client"].map((path) => join(here, "../../..", path));
const ours = /^@session-api\//;

/** Makes a stranger's project: the tarballs that would be published are installed into an empty folder. */
export function installPacked(folder: string): void {
  for (const cwd of packages) run("pnpm", ["pack", "--pack-destination", folder], cwd);
  const tarballs = readdirSync(folder).map((name) => `./${name}`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs], folder);
}

/** Bundles the flow in a stranger's project, with the client only where the runtime loads no packages itself. */
export async function bundleFlow(folder: string): Promise<void> {
  for (const path of ["Place.ts", "assert.ts", "runFlow.ts", "scenarios", "runners"]) {
    cpSync(join(here, path), join(folder, path), { recursive: true });
  }
  cpSync(join(here, "runners/require.cjs"), join(folder, "require.cjs"));
  await bundle(folder, ["runFlow", "runners/process"], { neverBundle: ours });
  for (const runner of ["runners/worker", "runners/page"]) await bundle(folder, [runner], { alwaysBundle: /./ });
}

function run(command: string, args: string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
}

async function bundle(folder: string, names: string[], deps: { neverBundle?: RegExp; alwaysBundle?: RegExp }) {
  await build({
    cwd: folder,
    entry: Object.fromEntries(names.map((name) => [basename(name), `${name}.ts`])),
    deps: { ...deps, onlyBundle: false },
    // Node 20 and 22 know no `await using`. The packages themselves are not touched by this.
    target: "es2022",
    platform: "neutral",
    fixedExtension: false,
    config: false,
    clean: false,
    dts: false,
    logLevel: "error",
  });
}
