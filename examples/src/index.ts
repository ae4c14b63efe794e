/**
 * `listBlocks(file: string): Block[]` finds the code blocks of a file, and `recordRun(code: string): void` records that a
 * test has run one. `npm test` fails on a block without a record, unless the line of its fence says `not-run="reason"`.
 *
 * @packageDocumentation
 */
export type { Block } from "./Block.ts";
export { listBlocks } from "./listBlocks.ts";
export { recordRun } from "./recordRun.ts";
