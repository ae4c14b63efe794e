import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../src/command.ts", import.meta.url));

export const isWindows: boolean = process.platform === "win32";

/** The exit code after SIGINT or SIGTERM. On Windows a signal ends a process at once, without an exit code. */
export const gracefulExitCode: number | null = isWindows ? null : 0;

export interface ChildServer {
  url: string;
  process: ChildProcess;
  /** Returns everything that the server wrote to both outputs. */
  output(): string;
  /** Waits until the output matches, and returns the first group or else the whole match. */
  waitForOutput(pattern: RegExp): Promise<string>;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `session-server` as a process of its own, on a free port, and resolves once it listens. */
export async function startChildServer(
  args: string[],
  env: NodeJS.ProcessEnv = {},
  cwd: string = process.cwd(),
): Promise<ChildServer> {
  const child = spawn(process.execPath, [command, "--port", "0", ...args], { cwd, env: { ...process.env, ...env } });
  const outputs = [child.stdout, child.stderr];
  let output = "";
  for (const stream of outputs) stream.on("data", (chunk) => (output += chunk));
  const waitForOutput = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const fail = () => reject(new Error(`session-server ended without ${pattern}: ${output}`));
      const check = () => {
        const match = pattern.exec(output);
        if (!match) return;
        for (const stream of outputs) stream.off("data", check);
        child.off("close", fail);
        resolve(match[1] ?? match[0]);
      };
      for (const stream of outputs) stream.on("data", check);
      child.once("close", fail);
      check();
    });
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, "exit");
    }
    return child.exitCode;
  };
  const url = await waitForOutput(/serves (http:\S+)/);
  return { url, process: child, output: () => output, waitForOutput, stop };
}

/** Runs another command of `session-server` to its end. */
export async function sessionServer(
  args: string[],
  env: NodeJS.ProcessEnv = {},
  cwd: string = process.cwd(),
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [command, ...args], { cwd, env: { ...process.env, ...env } });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const [code] = await once(child, "close");
  return { ...output, code };
}
