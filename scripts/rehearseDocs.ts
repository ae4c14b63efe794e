import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { run } from "./run.ts";

/** Adds the packed docs to the folder of an installed mock, and reads "Try it" from `session-mock --docs`. */
export async function rehearseDocs(tarball: string, folder: string): Promise<void> {
  console.log("\nThe docs beside the mock");
  run("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", tarball);
  const command = join(folder, "node_modules/.bin/session-mock");
  const child = spawn(command, ["--port", "0", "--docs"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  try {
    for await (const line of createInterface(child.stdout)) {
      const url = /^Docs {2}(http:\S+)/.exec(line)?.[1];
      if (!url) continue;
      const page = await fetch(`${url}try/`);
      const target = await fetch(`${url}try/target.json`);
      const { kind } = (await target.json()) as { kind?: string };
      if (page.status !== 200 || kind !== "mock") throw new Error(`/try/ answered ${page.status}, for ${kind}`);
      console.log(`session-mock --docs: /try/ answered ${page.status}, for the ${kind}`);
      return;
    }
    throw new Error("session-mock --docs did not print the URL of the docs");
  } finally {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}
