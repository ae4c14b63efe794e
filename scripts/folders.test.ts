import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { expect, it } from "vitest";
import { root } from "./copyWorkspace.ts";

/** The folder of a package's `src` that a file belongs to. A file beside the folders stands for itself. */
function nameFolder(source: string, file: string): string {
  return relative(source, file).split(sep)[0] ?? "";
}

/** Lists which folder of a `src` imports from which other one, type imports included. */
function listImports(source: string): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  for (const file of globSync("**/*.ts", { cwd: source })) {
    const from = nameFolder(source, join(source, file));
    for (const [, target = ""] of readFileSync(join(source, file), "utf8").matchAll(/from "(\.{1,2}\/[^"]+)"/g)) {
      const to = nameFolder(source, join(source, dirname(file), target));
      if (to !== from) imports.set(from, (imports.get(from) ?? new Set()).add(to));
    }
  }
  return imports;
}

/** Lists the folders from which a chain of imports leads back to them. */
function listCircles(imports: Map<string, Set<string>>): string[] {
  const reach = (folder: string, seen = new Set<string>()): Set<string> => {
    for (const next of imports.get(folder) ?? []) if (!seen.has(next)) reach(next, seen.add(next));
    return seen;
  };
  return [...imports.keys()].filter((folder) => reach(folder).has(folder));
}

it.each(globSync("{packages,apps}/*/src", { cwd: root }))("the folders of %s depend in one direction", (source) => {
  expect(listCircles(listImports(join(root, source)))).toEqual([]);
});

it("finds a circle", () => {
  const imports = new Map([
    ["http", new Set(["domain"])],
    ["domain", new Set(["store"])],
    ["store", new Set(["domain"])],
  ]);
  expect(listCircles(imports)).toEqual(["domain", "store"]);
});
