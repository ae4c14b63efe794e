import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { breaks } from "./breaks.ts";
import { configPath, documentPath, lint, type Problem } from "./lint.ts";

describe("lint", () => {
  let folder: string;
  let problems: Problem[];

  beforeAll(async () => {
    const document = await readFile(documentPath, "utf8");
    folder = await mkdtemp(join(tmpdir(), "session-api-lint-"));
    const broken = await Promise.all(
      breaks.map(async ({ find, replace }, index) => {
        expect(document, "the text to replace is in the document").toContain(find);
        const path = join(folder, `${index}.yaml`);
        await writeFile(
          path,
          document.replace(find, () => replace),
        );
        return path;
      }),
    );
    problems = await lint([...broken, documentPath]);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const listProblems = (name: string) =>
    problems.filter(({ location }) => basename(location[0]?.source.ref ?? "") === name);

  it("reports nothing for the document itself", () => {
    expect(listProblems("openapi.yaml")).toEqual([]);
  });

  it.each(breaks.map((entry, index) => ({ ...entry, index })))(
    "$rule reports an error, and its message is the fix",
    ({ rule, message, index }) => {
      const found = listProblems(`${index}.yaml`).filter(({ ruleId }) => ruleId === rule);
      expect(found).not.toEqual([]);
      expect(found[0]?.severity).toBe("error");
      expect(found[0]?.message).toContain(message);
    },
  );

  it("has a broken document for each rule that has its own message", async () => {
    const { rules }: { rules: Record<string, object> } = parse(await readFile(configPath, "utf8"));
    const own = Object.keys(rules).filter(
      (name) => name.startsWith("session-api/") || "message" in Object(rules[name]),
    );
    expect(own.length).toBeGreaterThan(20);
    expect(breaks.map(({ rule }) => rule)).toEqual(expect.arrayContaining(own));
  });
});
