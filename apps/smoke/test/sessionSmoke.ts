import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../src/command.ts", import.meta.url));

export interface Ended {
  stdout: string;
  stderr: string;
  code: number;
}

/** Runs the command; `typed` is what somebody types, at once or when asked, and `onOutput` may stop it. */
export async function sessionSmoke(
  args: string[],
  {
    typed = "",
    env = {},
    onOutput,
  }: {
    typed?: string | (() => Promise<string>);
    env?: object;
    onOutput?: (text: string, pid: number) => void;
  } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, ...env } });
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

/** A port that nothing listens on, for a server that has to be told before it can be asked. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
