import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The program that `session-smoke` runs. */
export const command = fileURLToPath(new URL("../src/command.ts", import.meta.url));

export interface Ended {
  stdout: string;
  stderr: string;
  code: number;
}

export interface RunSettings {
  /** The input: all of it at once, or one line for each question. */
  typed?: string | (() => Promise<string>);
  env?: object;
  /** Called with all output so far. It may end the process. */
  onOutput?: (text: string, pid: number) => void;
}

// The folder that Node uses by default. With it, a process starts in half the time.
export const NODE_COMPILE_CACHE = join(tmpdir(), "node-compile-cache");

/** Runs the command in a process of its own. */
export async function sessionSmoke(
  args: string[],
  { typed = "", env = {}, onOutput }: RunSettings = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, NODE_COMPILE_CACHE, ...env } });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", async (chunk) => {
    output.stdout += chunk;
    if (typeof typed === "function" && output.stdout.endsWith(": ")) child.stdin.write(`${await typed()}\n`);
    onOutput?.(output.stdout, child.pid ?? 0);
  });
  child.stderr.on("data", (chunk) => {
    output.stderr += chunk;
  });
  if (typeof typed === "string") child.stdin.end(typed);
  const [code] = await once(child, "close");
  return { ...output, code };
}

/** Finds a port that nothing listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
