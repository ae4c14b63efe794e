import { remark } from "remark";
import remarkFrontmatter from "remark-frontmatter";
import remarkMdx from "remark-mdx";
import { visit } from "unist-util-visit";
import type { RawBlock } from "./RawBlock.ts";

const markdown = remark().use(remarkFrontmatter);

const parsers = {
  markdown,
  mdx: markdown().use(remarkMdx),
  // The lines of a comment may be indented without being code.
  comment: remark().data({ micromarkExtensions: [{ disable: { null: ["codeIndented"] } }] }),
};

/** Reads the code blocks of a text. */
export function readMarkdown(text: string, kind: keyof typeof parsers): RawBlock[] {
  const blocks: RawBlock[] = [];
  visit(parsers[kind].parse(text), "code", ({ lang, meta, value, position }) => {
    blocks.push({ language: lang ?? "", meta: meta ?? "", code: `${value}\n`, line: position?.start.line ?? 1 });
  });
  return blocks;
}
