import { spawnSync } from "node:child_process";

/** Runs a command of the workspace and shows its output. Ends this process, with the same exit code, when it fails. */
export function run(command: string, ...args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
