import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { install, type Tarballs } from "./packOurs.ts";
import { dist } from "./paths.ts";
import { readPinnedVersion } from "./readPinnedVersion.ts";

const npmsOwnFile = ".package-lock.json";

/** Measures the files on the disk after npm installs a client, or after a generator writes it. */
export function measureFootprint({ types, client }: Tarballs): string[] {
  const at = (name: string) => `${name}@${readPinnedVersion(name)}`;
  return [
    "| installed | packages | bytes of the files | on the disk |",
    "| --- | --- | --- | --- |",
    installedRow("openapi-fetch and `@session-api/types`", at("openapi-fetch"), types),
    row("hey-api, generated source", 0, `${dist}/hey-api`),
    row("orval, generated source", 0, `${dist}/orval`),
    installedRow("ky", at("ky")),
    installedRow("axios", at("axios")),
    installedRow("ours", types, client),
  ];
}

function installedRow(name: string, ...packages: string[]): string {
  console.log(`footprint: ${name}`);
  const folder = install(...packages);
  const lock = JSON.parse(readFileSync(join(folder, npmsOwnFile), "utf8"));
  return row(name, Object.keys(lock.packages).length, folder);
}

function row(name: string, packages: number, folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== npmsOwnFile)
    .map((entry) => statSync(join(entry.parentPath, entry.name)));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const disk = files.reduce((sum, { blocks }) => sum + blocks * 512, 0);
  return `| ${[name, packages, `${kilo(bytes)} kB`, `${kilo(disk)} kB`].join(" | ")} |`;
}

const kilo = (bytes: number) => (bytes / 1_000).toFixed(0);
