import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./copyWorkspace.ts";

/** Lists the files of the packages, without their tests, that name a package in an import or a path. */
function listUsers(name: string): string[] {
  const pattern = new RegExp(`(from|import|import\\() ?"${name}"|node_modules/${name}/`);
  const files = globSync("{packages,apps}/*/{src,scripts}/**/*.ts", { cwd: root });
  return files.filter((file) => pattern.test(readFileSync(join(root, file), "utf8")));
}

it("has one file that imports openapi-fetch", () => {
  expect(listUsers("openapi-fetch")).toEqual(["packages/client/src/http/openapiFetch.ts"]);
});

it("has one script that runs openapi-typescript", () => {
  expect(listUsers("openapi-typescript")).toEqual(["packages/types/scripts/generate.ts"]);
});
