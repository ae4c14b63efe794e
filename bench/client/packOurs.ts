import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../scripts/run.ts";
import { dist, installed, root } from "./paths.ts";

/** Our packages as npm publishes them. */
export interface Tarballs {
  types: string;
  client: string;
}

/** Builds and packs our packages as a release does, and installs them for the peers. */
export function packOurs(): Tarballs {
  const packages = ["--filter", "@session-api/types", "--filter", "@session-api/client"];
  const folder = `${dist}/tarballs`;
  mkdirSync(folder, { recursive: true });
  run("pnpm", "--dir", root, ...packages, "--reporter=silent", "run", "build");
  run("pnpm", "--dir", root, "--recursive", ...packages, "--reporter=silent", "pack", "--pack-destination", folder);
  const tarball = (name: string) => {
    const file = readdirSync(folder).find((file) => file.startsWith(`session-api-${name}-`));
    if (!file) throw new Error(`@session-api/${name} was not packed`);
    return join(folder, file);
  };
  const tarballs = { types: tarball("types"), client: tarball("client") };
  // Without their dependencies: all peers share the openapi-fetch of this folder.
  rmSync(installed, { recursive: true, force: true });
  cpSync(`${install(tarballs.types, tarballs.client)}/@session-api`, `${installed}/@session-api`, { recursive: true });
  return tarballs;
}

/** Installs packages into an empty folder with npm, and returns its `node_modules`. */
export function install(...packages: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "session-api-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  run("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", ...packages);
  return join(folder, "node_modules");
}
