import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Block, listBlocks, recordRun } from "@session-api/examples";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "./copyWorkspace.ts";

const folder = join(root, "dist/readmes");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = globSync("{README.md,*/README.md,{packages,apps}/*/*.md,{packages,apps}/*/src/**/*.ts}", { cwd: root });
const blocks = files.flatMap((file) => listBlocks(join(root, file)));

/** The files of the mock's README belong to one project, which its own test installs, type-checks and runs. */
const isFileOfMock = ({ place, fileName }: Block) => place.startsWith("packages/mock/README.md") && fileName;

/** Installs what the reader of an example installs: the packages that the tests of these folders use. */
function linkPackages(packageFolders: string[]): void {
  for (const packageFolder of packageFolders)
    for (const name of globSync("{[!@.]*,@*/*}", { cwd: join(root, packageFolder, "node_modules") })) {
      const link = join(folder, "node_modules", name);
      if (name.startsWith("@session-api") || existsSync(link)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, packageFolder, "node_modules", name), link, "junction");
    }
}

it("compiles every example of the READMEs and docstrings", () => {
  const programs = blocks.filter((block) => block.language === "ts" && !isFileOfMock(block));
  expect(programs.length).toBeGreaterThan(50);
  mkdirSync(folder, { recursive: true });
  for (const { place, code } of programs)
    writeFileSync(join(folder, `${place.replaceAll(/\W+/g, "-")}.ts`), `${code}\nexport {};\n`);
  const source = (path: string) => [join(root, path)];
  const paths = {
    "@session-api/contract": source("packages/contract/src/index.ts"),
    "@session-api/contract/file": source("packages/contract/src/findDocumentFile.ts"),
    "@session-api/types": source("packages/types/src/openapi.gen.ts"),
    "@session-api/client": source("packages/client/src/index.ts"),
    "@session-api/client/query": source("packages/client/src/query.ts"),
    "@session-api/client/validate": source("packages/client/src/validate.ts"),
    "@session-api/mock": source("packages/mock/src/index.ts"),
    "@session-api/mock/msw": source("packages/mock/src/msw.ts"),
    "@session-api/mock/vitest": source("packages/mock/src/vitest.ts"),
    "@session-api/docs": source("apps/docs/src/index.ts"),
    "@session-api/server": source("apps/server/src/index.ts"),
    "@session-api/smoke": source("apps/smoke/src/index.ts"),
    "@session-api/examples": source("examples/src/index.ts"),
  };
  linkPackages(["packages/client", "packages/mock"]);
  const config = { extends: join(root, "tsconfig.json"), compilerOptions: { paths }, include: ["."] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/.bin/tsc");
  expect(spawnSync(tsc, ["--noEmit", "--project", folder], { encoding: "utf8" }).stdout).toBe("");
});

describe("a command that installs packages", () => {
  const manifests = globSync("{*,packages/*,apps/*}/package.json", { cwd: root }).map((file) =>
    JSON.parse(readFileSync(join(root, file), "utf8")),
  );
  const published = manifests.filter((manifest) => !manifest.private).map(({ name }) => name);
  const isInstall = ({ code }: Block) => /^(?:npm install .*\n)+$/.test(code);
  const isInstalled = (name: string) =>
    ["", ".pnpm/node_modules"].some((modules) => existsSync(join(root, "node_modules", modules, name)));

  // The tests use the packages of others that a README installs.
  it.each(blocks.filter(isInstall))("names only packages of ours, and of the tests: $place", ({ code }) => {
    const words = code.replaceAll(/ #.*$/gm, "").trim().split(/\s+/);
    const names = words.filter((word) => !["npm", "install", "--save-dev", "--global"].includes(word));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !published.includes(name) && !isInstalled(name))).toEqual([]);
    recordRun(code);
  });
});
