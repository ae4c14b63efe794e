import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const downloadLimitMs = 60_000;
const installLimitMs = 300_000;
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** What a machine can do, so that a test can be any machine. */
export interface Machine {
  env: NodeJS.ProcessEnv;
  playwrightPath: string;
  /** Whether a browser starts: a file alone may lack its libraries. */
  starts(path: string): boolean;
  isDebianRoot(): boolean;
  run(command: string, args: string[], timeoutMs: number): void;
  say(text: string): void;
}

/**
 * Finds a Chromium, or gets one: `CHROMIUM_PATH`, the PATH, Playwright's cache, Playwright's download, and as root
 * on Debian its package. Throws an `Error` with the command to type when there is none to be had.
 */
export function provideChromium(machine: Machine = thisMachine): string {
  const { env, playwrightPath, starts, say } = machine;
  if (env.CHROMIUM_PATH) {
    if (starts(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, which does not start. Correct it, or unset it`);
  }
  const found = [...onPath(env.PATH), playwrightPath].find(starts);
  if (found) return found;

  say("No Chromium on this machine. Playwright downloads one …");
  const playwright = createRequire(import.meta.url)
    .resolve("playwright-core/package.json")
    .replace("package.json", "cli.js");
  machine.run(process.execPath, [playwright, "install", "chromium"], downloadLimitMs);
  if (starts(playwrightPath)) return playwrightPath;

  if (machine.isDebianRoot()) {
    say("That did not work. Debian's package is installed: apt-get install chromium …");
    machine.run("apt-get", ["update", "--quiet"], installLimitMs);
    const quietly = ["--yes", "--quiet", "--no-install-recommends", "--option=DPkg::Lock::Timeout=120"];
    machine.run("apt-get", ["install", ...quietly, "chromium"], installLimitMs);
    const installed = onPath(env.PATH).find(starts);
    if (installed) return installed;
  }
  throw new Error(
    "There is no Chromium and none could be got. Install one (on Debian: sudo apt-get install chromium), or set CHROMIUM_PATH",
  );
}

function onPath(path = ""): string[] {
  return path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
}

const thisMachine: Machine = {
  env: process.env,
  playwrightPath: chromium.executablePath(),
  starts: (path) => existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0,
  isDebianRoot: () =>
    process.getuid?.() === 0 &&
    existsSync("/etc/os-release") &&
    /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8")),
  run: (command, args, timeout) => void spawnSync(command, args, { stdio: "inherit", timeout, killSignal: "SIGKILL" }),
  say: console.log,
};
