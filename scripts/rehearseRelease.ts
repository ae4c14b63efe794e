import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { copyWorkspace } from "./copyWorkspace.ts";
import { rehearseDocs } from "./rehearseDocs.ts";
import { rehearseInstall } from "./rehearseInstall.ts";
import { run } from "./run.ts";

const folder = copyWorkspace();
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.chdir(folder);
console.log(`Rehearsing a release in ${folder}\n`);
// Install scripts would fetch a second Node; the one that runs this is on the PATH.
run("pnpm", "install", "--frozen-lockfile", "--prefer-offline", "--ignore-scripts", "--reporter=silent");
run("changeset", "version");
run("pnpm", "--recursive", "run", "build");
run("pnpm", "--recursive", "run", "docs:build");
const published = ["openapi", "packages/*", "apps/*"].flatMap((path) => ["--filter", `./${path}`]);
run("pnpm", "--recursive", ...published, "pack", "--pack-destination", folder);
const tarballs = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
for (const tarball of tarballs) check(tarball);
const ofTheMock = tarballs.filter((name) => /-(openapi|types|mock)-/.test(name)).map((name) => join(folder, name));
await rehearseInstall(ofTheMock, join(folder, "empty"));
const docs = tarballs.find((name) => /-docs-/.test(name)) ?? "";
await rehearseDocs(join(folder, docs), join(folder, "empty"));
console.log("\nThe release is fit to publish. Nothing was published, and the workspace is as it was.");

function check(tarball: string): void {
  console.log(`\n${tarball}, ${Math.ceil(statSync(tarball).size / 1024)} kB`);
  run("publint", "run", tarball, "--strict");
  // The document's package has no code, hence no types that could be wrong.
  if (!tarball.includes("session-api-openapi-")) run("attw", tarball, "--profile", "esm-only", "--format", "ascii");
}
