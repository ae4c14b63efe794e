import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How a command ended, and what it wrote to both outputs. */
export interface Ended {
  exitCode: number | null;
  output: string;
}

export interface RunOptions {
  /** The working folder: the package of the test, if left out. */
  cwd?: string | undefined;
  /** Variables to add to the environment. */
  env?: Record<string, string> | undefined;
  /** Stops the command: the `signal` of a Vitest test, which aborts at its time limit. */
  signal?: AbortSignal | undefined;
}

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach(stopGroup));

/**
 * Runs a command to its end, and then stops the processes that it left running. Rejects when the command cannot start.
 *
 * @example
 * ```ts
 * import { runCommand } from "@session-api/examples";
 *
 * const { exitCode, output } = await runCommand("bash", ["-e", "-c", "echo $GREETING"], { env: { GREETING: "hello" } });
 * console.log(exitCode, output); // 0 hello
 * ```
 */
export async function runCommand(
  command: string,
  args: string[],
  { cwd, env, signal }: RunOptions = {},
): Promise<Ended> {
  // Vitest sets these for the processes that it starts, and they would confuse another test runner.
  const { VITEST: _, NODE_OPTIONS: __, NODE_V8_COVERAGE: ___, NODE_TEST_CONTEXT: ____, ...inherited } = process.env;
  const child = spawn(command, args, {
    cwd,
    // A process group of its own, so that one signal reaches all that it starts.
    detached: true,
    env: { ...inherited, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  signal?.addEventListener("abort", () => stopGroup(child), { once: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const closed = once(child, "close");
  const [exitCode] = await once(child, "exit");
  stopGroup(child);
  // Only now all output is there.
  await closed;
  running.delete(child);
  return { exitCode, output };
}

function stopGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, "SIGKILL");
  } catch {
    // All of its processes have ended.
  }
}
