import { expect, it } from "vitest";
import { findProse } from "./findProse.ts";

it.each([
  ["a.md", "Whoever calls gets a mail.", "begin with the subject"],
  ["a.md", "It waits. Where it ends, it stops.", "begin with the subject"],
  ["a.md", "| what it does | 1 |", "begin with the subject"],
  ["a.md", "## What is proven", "begin with the subject"],
  ["a.ts", "/** What a client sent. */", "begin with the subject"],
  ["a.ts", "  // What is kept.", "begin with the subject"],
  ["a.ts", 'it("what was closed stays closed", () => {});', "begin with the subject"],
  ["a.ts", 'throw new Error("it is no number");', "write `is not a`"],
  ["a.ts", "// Nobody reads it.", "name the reader, the caller or the thing"],
  ["a.yaml", "description: Mailed to his address.", "write `their` or `its`"],
  ["a.ts", "const purse = 1;", "use the field's word"],
  ["a.ts", "function problemOf(error: Error): string {", "name problemOf with a verb"],
  ["a.ts", "export const rolesOf = (user: User) => user.roles;", "name rolesOf with a verb"],
])("in %s finds %j", (file, text, rule) => {
  expect(findProse(file, text).map((remark) => remark.rule)).toContain(rule);
});

it.each([
  ["a.md", "What happens at a limit? The server answers 429."],
  ["a.md", "```\nWhat is in a code block\n```"],
  ["a.md", "A request that matches no operation gets 404, so there is no answer to check."],
  ["a.ts", "// The caller knows\n// what it asked for."],
  ["a.ts", "const isLast = list.indexOf(item) === list.lastIndexOf(item);"],
  ["a.ts", "it is no longer valid"],
])("in %s finds nothing in %j", (file, text) => {
  expect(findProse(file, text)).toEqual([]);
});
