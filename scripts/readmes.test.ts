import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "./copyWorkspace.ts";

const folder = join(root, "dist/readmes");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files of the mock's README belong to one project, which its own test installs, type-checks and runs. */
const isFileOfMock = (file: string, code: string) => file === "packages/mock/README.md" && /^\/\/ \S+\.ts\n/.test(code);

/** Lists every TypeScript example of the READMEs and the public docstrings, with its place. */
function listExamples(): [where: string, code: string][] {
  const files = globSync("{README.md,{packages,apps}/*/*.md,{packages,apps}/*/src/**/*.ts}", { cwd: root });
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8").replaceAll(/^ \* ?/gm, "");
    const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
    const programs = blocks.filter((code) => !isFileOfMock(file, code));
    return programs.map((code, index): [string, string] => [`${file} ${index + 1}`, code]);
  });
}

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
  const all = listExamples();
  expect(all.length).toBeGreaterThan(8);
  mkdirSync(folder, { recursive: true });
  for (const [where, code] of all)
    writeFileSync(join(folder, `${where.replaceAll(/\W+/g, "-")}.ts`), `${code}\nexport {};\n`);
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
  };
  linkPackages(["packages/client", "packages/mock"]);
  const config = { extends: join(root, "tsconfig.json"), compilerOptions: { paths }, include: ["."] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/.bin/tsc");
  expect(spawnSync(tsc, ["--noEmit", "--project", folder], { encoding: "utf8" }).stdout).toBe("");
});

it("runs the first example of the README against the mock", () => {
  const [, example = ""] = /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  // In this folder, because this package depends on the client and the mock.
  const file = join(import.meta.dirname, "example.tmp.ts");
  writeFileSync(file, example);
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  rmSync(file);
  expect(stderr).toBe("");
  expect(stdout).toBe("John Doe\n");
});
