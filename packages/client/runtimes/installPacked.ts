import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "tsdown";

const here = import.meta.dirname;
const packages = ["types", "client"].map((name) => join(here, "../..", name));
const ownPackages = /^@session-api\//;

/** Creates a project in an empty folder, and installs the tarballs that would be published, and other packages. */
export function installPacked(folder: string, others: string[] = []): void {
  for (const cwd of packages) run("pnpm", ["pack", "--pack-destination", folder], cwd);
  const tarballs = readdirSync(folder).map((name) => `./${name}`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs, ...others], folder);
}

/** Bundles the flow in that project. The client is only bundled for runtimes that load no packages themselves. */
export async function bundleFlow(folder: string): Promise<void> {
  for (const path of ["scenarios", "runners"]) cpSync(join(here, path), join(folder, path), { recursive: true });
  cpSync(join(here, "runners/require.cjs"), join(folder, "require.cjs"));
  await bundle(folder, ["scenarios/runFlow", "runners/process"], { neverBundle: ownPackages });
  for (const runner of ["runners/worker", "runners/page"]) await bundle(folder, [runner], { alwaysBundle: /./ });
}

function run(command: string, args: string[], cwd: string): void {
  // On Windows, npm and pnpm are scripts of the shell, which needs quotes around a path with spaces.
  const shell = process.platform === "win32";
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  execFileSync(command, quoted, { cwd, shell, stdio: ["ignore", "ignore", "inherit"] });
}

async function bundle(folder: string, names: string[], deps: { neverBundle?: RegExp; alwaysBundle?: RegExp }) {
  await build({
    cwd: folder,
    entry: Object.fromEntries(names.map((name) => [basename(name), `${name}.ts`])),
    deps: { ...deps, onlyBundle: false },
    // Node 20 and 22 do not support `await using`. This setting does not change the packages themselves.
    target: "es2022",
    platform: "neutral",
    fixedExtension: false,
    config: false,
    clean: false,
    dts: false,
    logLevel: "error",
  });
}
