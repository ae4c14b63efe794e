import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const downloadLimitMs = 60_000;
const installLimitMs = 300_000;
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The effects of `provideChromium` on a computer. Tests pass a fake one. */
export interface Machine {
  env: NodeJS.ProcessEnv;
  playwrightPath: string;
  /** Tells whether a browser starts. An installed file can lack a library. */
  starts(path: string): boolean;
  isDebianRoot(): boolean;
  run(command: string, args: string[], timeoutMs: number): void;
  say(text: string): void;
}

/**
 * Returns the path of a Chromium that starts. Looks in `CHROMIUM_PATH`, on the PATH and in Playwright's cache, then lets
 * Playwright download one, and as root on Debian installs the package. Throws an `Error` with the command to type when
 * all of this fails.
 */
export function provideChromium(machine: Machine = thisMachine): string {
  const { env, playwrightPath, starts, say } = machine;
  if (env.CHROMIUM_PATH) {
    if (starts(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, which does not start. Correct it, or unset it`);
  }
  const found = [...onPath(env.PATH), playwrightPath].find(starts);
  if (found) return found;

  say("This machine has no Chromium. Playwright downloads one …");
  const playwright = createRequire(import.meta.url)
    .resolve("playwright-core/package.json")
    .replace("package.json", "cli.js");
  machine.run(process.execPath, [playwright, "install", "chromium"], downloadLimitMs);
  if (starts(playwrightPath)) return playwrightPath;

  if (machine.isDebianRoot()) {
    say("The download failed. Installing Debian's package: apt-get install chromium …");
    machine.run("apt-get", ["update", "--quiet"], installLimitMs);
    const quietly = ["--yes", "--quiet", "--no-install-recommends", "--option=DPkg::Lock::Timeout=120"];
    machine.run("apt-get", ["install", ...quietly, "chromium"], installLimitMs);
    const installed = onPath(env.PATH).find(starts);
    if (installed) return installed;
  }
  throw new Error(
    "Chromium is missing and could not be installed. Install it (on Debian: sudo apt-get install chromium), or set CHROMIUM_PATH",
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
