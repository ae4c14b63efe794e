import { describe, expect, it } from "vitest";
import type { Block } from "../src/Block.ts";
import { judgeBlocks } from "../src/check/judgeBlocks.ts";

const block = (code: string, rest: Partial<Block> = {}): Block => ({
  place: "README.md:3",
  language: "sh",
  meta: "",
  code,
  ...rest,
});

/** Judges blocks when a test has run `ls`, on a machine without Go. */
const judge = (sources: Block[], pages: Block[] = []) =>
  judgeBlocks(sources, pages, { isRecorded: (code) => code === "ls\n", canRun: (language) => language !== "go" });

describe("a block", () => {
  it("passes when a test has run it", () => {
    expect(judge([block("ls\n")])).toMatchObject({ run: 1, problems: [] });
  });

  it("fails with its place when no test has run it", () => {
    expect(judge([block("ls -l\n")]).problems).toEqual(["README.md:3: no test runs this sh block"]);
    expect(judge([block("ls -l\n", { language: "" })]).problems).toEqual([
      "README.md:3: no test runs this unnamed block",
    ]);
  });

  it("passes when it is marked with a reason", () => {
    const notRun = "It needs your DNS";
    expect(judge([block("dig\n", { notRun })])).toEqual({ run: 0, marked: 1, skipped: [], problems: [] });
  });

  it.each(["", "later", "  no reason "])('fails when its reason is "%s"', (notRun) => {
    expect(judge([block("dig\n", { notRun })]).problems[0]).toContain("is not a reason");
  });

  it("fails when it is marked although a test runs it", () => {
    expect(judge([block("ls\n", { notRun: "It needs your DNS" })]).problems).toEqual([
      "README.md:3: a test runs this sh block, so remove its not-run",
    ]);
  });

  it("is skipped when this machine cannot run its language", () => {
    expect(judge([block("package main\n", { language: "go" })])).toMatchObject({ skipped: ["go"], problems: [] });
  });
});

describe("a block of a built page", () => {
  const place = "apps/docs/dist/index.html:9";

  it("counts once, with the text that it comes from", () => {
    const shown = block("ls\n", { place });
    expect(judge([block("# list.sh\n# all files\nls\n"), block("ls\n")], [shown, shown])).toMatchObject({ run: 1 });
  });

  it("passes without a text when a test has run it", () => {
    expect(judge([], [block("ls\n", { place })])).toMatchObject({ run: 1, problems: [] });
  });

  it("fails when no text shows it and no test has run it", () => {
    expect(judge([block("ls\n")], [block("ls -l\n", { place })]).problems).toEqual([
      `${place}: no test runs this sh block`,
    ]);
  });

  it("is the same code without the file name and the comments that its button leaves out", () => {
    const source = block("// app.ts\n\nf();\n", { notRun: "It needs your DNS" });
    expect(judge([source], [block("f();\n", { place })])).toMatchObject({ marked: 1, problems: [] });
  });
});
