import { readFileSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import type { Block } from "./Block.ts";
import type { RawBlock } from "./read/RawBlock.ts";
import { readComments } from "./read/readComments.ts";
import { readHtml } from "./read/readHtml.ts";
import { readMarkdown } from "./read/readMarkdown.ts";

const root = join(import.meta.dirname, "../..");

/** How the blocks of a file are read, by the end of its name. */
const readers: Record<string, (text: string, file: string) => RawBlock[]> = {
  ".md": (text) => readMarkdown(text, "markdown"),
  ".mdx": (text) => readMarkdown(text, "mdx"),
  ".ts": (text, file) => readComments(file, text),
  ".tsx": (text, file) => readComments(file, text),
  ".html": (text) => readHtml(text),
};

/**
 * Lists the code blocks of a Markdown or MDX file, of the TSDoc comments of a TypeScript module, or of a built HTML page.
 * A relative path starts at the working folder, which is the package in a test. Throws an `Error` for any other file.
 *
 * @example
 * ```ts
 * import { listBlocks } from "@session-api/examples";
 *
 * const programs = listBlocks("README.md").filter(({ language }) => language === "ts");
 * ```
 */
export function listBlocks(file: string): Block[] {
  const path = resolve(file);
  const read = readers[extname(path)];
  if (!read) throw new Error(`${file} is neither Markdown nor MDX, TypeScript or HTML`);
  return read(readFileSync(path, "utf8"), path).map(({ line, ...block }) => ({
    ...block,
    place: `${relative(root, path)}:${line}`,
    fileName: /^(?:\/\/|#|<!--|\/\*) (\S+\.\w+)(?: -->| \*\/)?\n/.exec(block.code)?.[1],
    notRun: /(?:^|\s)not-run="([^"]*)"/.exec(block.meta)?.[1],
  }));
}
