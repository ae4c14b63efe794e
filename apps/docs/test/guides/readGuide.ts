import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Block, listBlocks } from "@session-api/examples";

const root = join(import.meta.dirname, "../../../..");

/** A block of a guide, at the place where the reader meets it. */
export interface Step extends Block {
  /** The file that the block is, the terminal in which it runs, or `Output`. */
  title?: string | undefined;
  /** A block of a README. The tests of its package record that they run it. */
  isFromReadme: boolean;
}

/** Lists the blocks of a guide in their order, with those that `<Example>` shows. */
export function readGuide(file: string): Step[] {
  const own = listBlocks(file).map((block): Step => {
    const title = /(?:^|\s)title="([^"]*)"/.exec(block.meta)?.[1];
    return { ...block, title: title ?? block.fileName, isFromReadme: false };
  });
  return [...own, ...listExamples(file)].sort((a, b) => readLine(a) - readLine(b));
}

function listExamples(file: string): Step[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/<Example readme="([^"]+)" file="([^"]+)" \/>/g)].map(
    ([, readme = "", title = ""], index) => {
      const block = listBlocks(join(root, readme)).find(({ fileName }) => fileName === title);
      if (!block) throw new Error(`${readme} has no block ${title}`);
      const line = text
        .split("<Example ", index + 1)
        .join("")
        .split("\n").length;
      return { ...block, title, isFromReadme: true, place: `${file}:${line}` };
    },
  );
}

const readLine = ({ place }: Step) => Number(place.split(":").at(-1));
