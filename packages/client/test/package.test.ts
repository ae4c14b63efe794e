import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const manifest = read("../package.json");

it("depends only on the transport and the types", () => {
  expect(Object.keys(manifest.dependencies).sort()).toEqual(["@session-api/types", "openapi-fetch"]);
  // Only `@session-api/client/query` needs it, and only its types.
  expect(Object.keys(manifest.peerDependencies)).toEqual(["@tanstack/query-core"]);
  expect(manifest.peerDependenciesMeta).toEqual({ "@tanstack/query-core": { optional: true } });
  expect(manifest).not.toHaveProperty("optionalDependencies");
});

it("has no install scripts, and neither has its transport", () => {
  const transport = read("../node_modules/openapi-fetch/package.json");
  for (const { scripts } of [manifest, transport])
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});
