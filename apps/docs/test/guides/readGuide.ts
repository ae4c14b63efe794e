import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Block, listBlocks } from "@session-api/examples";

const root = join(import.meta.dirname, "../../../..");

/** A block of a guide, at the place where the reader meets it, or a page to open: `Open [http://…](http://…)`. */
export interface Step extends Block {
  /** The file that the block is, the terminal in which it runs, or `Output`. */
  title?: string | undefined;
  /** `page` has a URL in `code`. The tests of another package record that they run a block of a README. */
  kind: "block" | "readmeBlock" | "page";
}

/** Lists the blocks of a guide in their order, with those that `<Example>` shows. */
export function readGuide(file: string): Step[] {
  const own = listBlocks(file).map((block): Step => {
    const title = /(?:^|\s)title="([^"]*)"/.exec(block.meta)?.[1];
    return { ...block, title: title ?? block.fileName, kind: "block" };
  });
  const text = readFileSync(file, "utf8");
  return [...own, ...listExamples(file, text), ...listPages(file, text)].sort((a, b) => readLine(a) - readLine(b));
}

function listExamples(file: string, text: string): Step[] {
  return [...text.matchAll(/<Example readme="([^"]+)" file="([^"]+)" \/>/g)].map((match): Step => {
    const [, readme = "", title = ""] = match;
    const block = listBlocks(join(root, readme)).find(({ fileName }) => fileName === title);
    if (!block) throw new Error(`${readme} has no block ${title}`);
    return { ...block, title, kind: "readmeBlock", place: findPlace(file, match) };
  });
}

function listPages(file: string, text: string): Step[] {
  return [...text.matchAll(/\bOpen \[(http:[^\]]+)\]/g)].map((match): Step => {
    return { language: "", meta: "", code: match[1] ?? "", kind: "page", place: findPlace(file, match) };
  });
}

function findPlace(file: string, { input, index }: RegExpExecArray): string {
  return `${relative(root, file)}:${input.slice(0, index).split("\n").length}`;
}

const readLine = ({ place }: Step) => Number(place.split(":").at(-1));
