import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyWorkspace, root } from "./copyWorkspace.ts";
import { tasks } from "./tasks.ts";

const turbo = join(root, "node_modules/.bin/turbo");

let copy: string;
let before: Map<string, string>;

beforeAll(() => {
  copy = copyWorkspace();
  before = taskHashes();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The tasks of `npm start` and `npm test`, each with the hash that decides whether it runs again. */
function taskHashes(): Map<string, string> {
  const output = execFileSync(turbo, ["run", ...tasks.start, ...tasks.test, "--dry=json"], {
    cwd: copy,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const run: { tasks: { taskId: string; hash: string; command: string }[] } = JSON.parse(output);
  return new Map(
    run.tasks.filter(({ command }) => command !== "<NONEXISTENT>").map(({ taskId, hash }) => [taskId, hash]),
  );
}

/** Lists the tasks that run again after a line was added to a file. */
function listRerunTasks(file: string): string[] {
  const original = join(root, file);
  if (!existsSync(original)) throw new Error(`${file} is not there`);
  appendFileSync(join(copy, file), "\n# or // a change\n");
  const after = taskHashes();
  cpSync(original, join(copy, file));
  return [...after]
    .filter(([task, hash]) => before.get(task) !== hash)
    .map(([task]) => task)
    .sort();
}

describe("turbo runs again exactly what depends on a change", () => {
  it("of nothing", () => {
    expect(taskHashes()).toEqual(before);
    expect(before.size).toBeGreaterThan(20);
  });

  it("of the document", () => {
    expect(listRerunTasks("openapi/openapi.yaml")).toEqual([
      "//#check",
      "//#operation:rehearse",
      "//#release:rehearse",
      "@session-api/client#build",
      "@session-api/client#generate",
      "@session-api/client#generate:check",
      "@session-api/client#test",
      "@session-api/client#test:runtimes",
      "@session-api/client#typecheck",
      "@session-api/contract#test",
      "@session-api/contract#typecheck",
      "@session-api/docs#build",
      "@session-api/docs#docs:build",
      "@session-api/docs#generate",
      "@session-api/docs#generate:check",
      "@session-api/docs#test",
      "@session-api/docs#typecheck",
      "@session-api/examples#examples:check",
      "@session-api/mock#build",
      "@session-api/mock#generate",
      "@session-api/mock#generate:check",
      "@session-api/mock#test",
      "@session-api/mock#typecheck",
      "@session-api/openapi#build",
      "@session-api/openapi#lint",
      "@session-api/openapi#test",
      "@session-api/scripts#test",
      "@session-api/scripts#typecheck",
      "@session-api/server#build",
      "@session-api/server#test",
      "@session-api/server#typecheck",
      "@session-api/smoke#build",
      "@session-api/smoke#test",
      "@session-api/smoke#typecheck",
      "@session-api/types#build",
      "@session-api/types#generate",
      "@session-api/types#generate:check",
      "@session-api/types#test",
      "@session-api/types#typecheck",
    ]);
  });

  it("of the lint rules, which the docs are built with", () => {
    expect(listRerunTasks("openapi/redocly.yaml")).toEqual([
      "//#check",
      "//#operation:rehearse",
      "//#release:rehearse",
      "@session-api/docs#build",
      "@session-api/docs#docs:build",
      "@session-api/docs#test",
      "@session-api/examples#examples:check",
      "@session-api/openapi#build",
      "@session-api/openapi#lint",
      "@session-api/openapi#test",
    ]);
  });

  it("of the workflows, which smoke's tests run", () => {
    expect(listRerunTasks("openapi/login.arazzo.yaml")).toEqual([
      "//#check",
      "//#operation:rehearse",
      "//#release:rehearse",
      "@session-api/docs#build",
      "@session-api/docs#docs:build",
      "@session-api/docs#test",
      "@session-api/examples#examples:check",
      "@session-api/openapi#build",
      "@session-api/openapi#lint",
      "@session-api/openapi#test",
      "@session-api/smoke#test",
    ]);
  });

  it("of a sample, which the docs show and run", () => {
    expect(listRerunTasks("openapi/samples/checkSession.py")).toEqual([
      "//#check",
      "//#operation:rehearse",
      "//#release:rehearse",
      "@session-api/docs#build",
      "@session-api/docs#docs:build",
      "@session-api/docs#generate:check",
      "@session-api/docs#test",
      "@session-api/examples#examples:check",
      "@session-api/openapi#build",
      "@session-api/openapi#test",
    ]);
  });

  it("of the mock's source", () => {
    expect(listRerunTasks("packages/mock/src/server/readText.ts")).toEqual([
      "//#check",
      "//#release:rehearse",
      "@session-api/client#test",
      "@session-api/client#typecheck",
      "@session-api/docs#build",
      "@session-api/docs#docs:build",
      "@session-api/docs#test",
      "@session-api/docs#typecheck",
      "@session-api/examples#examples:check",
      "@session-api/mock#build",
      "@session-api/mock#test",
      "@session-api/mock#typecheck",
      "@session-api/scripts#test",
      "@session-api/scripts#typecheck",
      "@session-api/smoke#test",
      "@session-api/smoke#typecheck",
    ]);
  });

  it("of what only the flow in every runtime runs", () => {
    expect(listRerunTasks("packages/client/runtimes/startHost.ts")).toEqual([
      "//#check",
      "@session-api/client#test:runtimes",
      "@session-api/client#typecheck",
    ]);
  });

  it("of the package that finds code blocks, which the tests of most packages use", () => {
    const packages = [
      "browsers",
      "client",
      "contract",
      "docs",
      "examples",
      "mock",
      "openapi",
      "scripts",
      "server",
      "smoke",
      "types",
    ];
    expect(listRerunTasks("examples/src/listBlocks.ts")).toEqual(
      expect.arrayContaining(packages.map((name) => `@session-api/${name}#test`)),
    );
  });

  it("of a text, which at most is published or shown on the site", () => {
    const shown = ["docs#build", "docs#docs:build", "docs#test", "examples#examples:check"].map(
      (task) => `@session-api/${task}`,
    );
    expect(listRerunTasks("README.md")).toEqual([
      "//#check",
      "//#operation:rehearse",
      ...shown,
      "@session-api/scripts#test",
    ]);
    expect(listRerunTasks("openapi/README.md")).toEqual([
      "//#check",
      "//#operation:rehearse",
      "//#release:rehearse",
      ...shown,
      "@session-api/openapi#test",
      "@session-api/scripts#test",
      "@session-api/smoke#test",
    ]);
    expect(listRerunTasks("packages/mock/README.md")).toEqual([
      "//#check",
      "//#release:rehearse",
      ...shown,
      "@session-api/mock#test",
      "@session-api/scripts#test",
    ]);
  });
});
