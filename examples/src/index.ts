/**
 * `listBlocks(file: string): Block[]` finds the code blocks of a file, and `recordRun(code: string): void` records that a
 * test has run one. `npm test` fails on a block without a record, unless the line of its fence says `not-run="reason"`.
 * `runProgram(code)`, `runServer(script, whenStarted)` and `runCommand(command, args)` run a block, and resolve to its exit
 * code and its output.
 *
 * @packageDocumentation
 */
export type { Block } from "./Block.ts";
export { listBlocks } from "./listBlocks.ts";
export { recordRun } from "./recordRun.ts";
export { type Ended, type RunOptions, runCommand } from "./runCommand.ts";
export { runProgram } from "./runProgram.ts";
export { runServer } from "./runServer.ts";
