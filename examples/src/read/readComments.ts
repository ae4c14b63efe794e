import { parseSync } from "oxc-parser";
import type { RawBlock } from "./RawBlock.ts";
import { readMarkdown } from "./readMarkdown.ts";

/** Reads the code blocks of the TSDoc comments of a TypeScript module. */
export function readComments(file: string, source: string): RawBlock[] {
  const comments = parseSync(file, source).comments.filter(({ type, value }) => type === "Block" && value[0] === "*");
  return comments.flatMap(({ value, start }) => {
    const linesBefore = source.slice(0, start).split("\n").length - 1;
    const text = value.slice(1).replaceAll(/^ *\* ?/gm, "");
    return readMarkdown(text, "comment").map((block) => ({ ...block, line: block.line + linesBefore }));
  });
}
