import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const prism = join(import.meta.dirname, "../../node_modules/.bin/prism");

/** Starts `prism mock` on a free port, as from a shell. */
export async function startPrismCommand(document: string): Promise<{ url: string; close(): Promise<void> }> {
  const process = spawn(prism, ["mock", document, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const close = async () => {
    if (process.exitCode === null && process.kill("SIGTERM")) await once(process, "exit");
  };
  for await (const line of createInterface(process.stdout)) {
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (!url) continue;
    // Prism would stop if its log filled the pipe.
    process.stdout.resume();
    return { url, close };
  }
  throw new Error("prism mock ended before it listened");
}
