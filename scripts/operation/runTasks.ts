import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** Runs a turbo task that must pass. Throws an `Error` with its output otherwise. */
export function pass(...task: string[]): void {
  const { status, output } = runTask(task);
  if (status !== 0) throw new Error(`${task.join(" ")} failed:\n${output}`);
}

/** Runs a turbo task that must fail. Returns its output. Throws an `Error` when it passes. */
export function fail(...task: string[]): string {
  const { status, output } = runTask(task);
  if (status === 0) throw new Error(`${task.join(" ")} passed, but the README says that it fails`);
  return output;
}

function runTask(task: string[]): { status: number | null; output: string } {
  const args = ["run", "--output-logs=new-only", "--log-order=grouped", ...task];
  const shell = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync("turbo", args, { encoding: "utf8", shell });
  if (error) throw error;
  return { status, output: stripVTControlCharacters(stdout + stderr) };
}
