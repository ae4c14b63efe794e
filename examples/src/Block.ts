/** A code block of a page, a README or a TSDoc comment. */
export interface Block {
  /** The file, relative to the root of the workspace, and the line of the block: `packages/mock/README.md:12`. */
  place: string;
  /** The language that the fence names: `ts`, or `""`. */
  language: string;
  /** The rest of the fence's line, or `""`. */
  meta: string;
  code: string;
  /** The name of the file that the block shows, from the comment in its first line: `// src/app.ts`. */
  fileName?: string | undefined;
  /** The reason why no test runs the block, from `not-run="…"` behind the fence. */
  notRun?: string | undefined;
}
