import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export interface CommandEnd {
  stdout: string;
  stderr: string;
  /** Null when a signal ended it. */
  exitCode: number | null;
  isLate: boolean;
}

/** Runs a command line. Ends it, with every process that it started, when the time is over or `signal` aborts. */
export async function runCommand(
  command: string,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<CommandEnd> {
  signal?.throwIfAborted();
  // A process group can be ended as a whole. A process that outlived the shell would read the next mail.
  const detached = process.platform !== "win32";
  const child = spawn(command, { shell: true, detached, env, stdio: ["ignore", "pipe", "pipe"] });
  const limit = AbortSignal.timeout(timeoutMs);
  const end = () => endGroup(child, detached);
  for (const one of [limit, signal]) one?.addEventListener("abort", end, { once: true });
  try {
    const [stdout, stderr, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close") as Promise<[number | null]>,
    ]);
    signal?.throwIfAborted();
    return { stdout, stderr, exitCode, isLate: limit.aborted };
  } finally {
    for (const one of [limit, signal]) one?.removeEventListener("abort", end);
  }
}

function endGroup(child: ChildProcess, isGroup: boolean): void {
  if (!isGroup || child.pid === undefined) return void child.kill();
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group has ended already.
  }
}
