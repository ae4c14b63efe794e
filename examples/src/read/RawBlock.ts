import type { Block } from "../Block.ts";

/** A block as a reader finds it, with its line in the file. */
export type RawBlock = Pick<Block, "language" | "meta" | "code"> & { line: number };
