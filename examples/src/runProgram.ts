import { type Ended, type RunOptions, runCommand } from "./runCommand.ts";

/**
 * Runs a block as a TypeScript program of the package in the working folder.
 *
 * @example
 * ```ts
 * import { runProgram } from "@session-api/examples";
 *
 * const { output } = await runProgram("const answer: number = 42; console.log(answer);");
 * console.log(output); // 42
 * ```
 */
export function runProgram(code: string, options: RunOptions = {}): Promise<Ended> {
  return runCommand(process.execPath, ["--input-type=module-typescript", "--eval", code], options);
}
