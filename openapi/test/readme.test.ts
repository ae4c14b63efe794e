import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listBlocks, recordRun } from "@session-api/examples";
import { afterAll, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { documentPath, lint } from "./lint.ts";

const folder = mkdtempSync(join(tmpdir(), "session-api-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const additions = listBlocks("README.md").flatMap(({ language, code }) => (language === "yaml" ? code : []));
const sections = readme.split(/^## /m).flatMap((section) => {
  const addition = additions.find((code) => section.includes(code));
  return addition ? { heading: section.slice(0, section.indexOf("\n")), addition } : [];
});

it("reads each section of the README that adds to the document", () => {
  expect(sections.map(({ heading }) => heading)).toEqual(["Add an operation", "Add an error", "Add an example"]);
});

it.each(sections)("lint accepts the document after `$heading` of the README", async ({ heading, addition }) => {
  const document = merge(parse(readFileSync(documentPath, "utf8")), parse(addition));
  const path = join(folder, `${heading.replaceAll(" ", "-")}.yaml`);
  writeFileSync(path, stringify(document, { aliasDuplicateObjects: false }));
  expect(await lint([path])).toEqual([]);
  recordRun(addition);
});

/** Adds the keys of one object to another, and does the same with the objects that both have. */
function merge(document: Record<string, unknown>, addition: Record<string, unknown>): Record<string, unknown> {
  const added = Object.entries(addition).map(([key, value]) => {
    const known = document[key];
    return [key, isObject(known) && isObject(value) ? merge(known, value) : value];
  });
  return { ...document, ...Object.fromEntries(added) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
