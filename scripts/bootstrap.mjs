// Runs on any Node from 20 on, so it is plain JavaScript without dependencies. It gets pnpm, installs the workspace
// (whose `node` package is the Node 24 that everything else runs on), and starts a script there:
// `node scripts/bootstrap.mjs start` ends in `scripts/start.ts`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const root = new URL("..", import.meta.url);
const { packageManager } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const [, major] = /^pnpm@(\d+)\./.exec(packageManager);
const { npm_config_registry: registry } = process.env;
const [command, ...args] = process.argv.slice(2);

const env = {
  ...process.env,
  NODE_USE_SYSTEM_CA: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  // pnpm does not read npm's variable.
  ...(registry && { pnpm_config_registry: registry }),
};

if (process.env.TURBO_HASH) {
  // A turbo task: the workspace is installed, and another install would disturb the tasks beside it.
  run("node", [`scripts/${command}.ts`, ...args]);
} else if (pnpmMajor() === major) {
  run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline", "--config.confirm-modules-purge=false"]);
  run("pnpm", ["exec", "node", `scripts/${command}.ts`, ...args]);
} else {
  // `npx --package` puts pnpm on the PATH of what it runs, turbo included.
  run("npx", ["--yes", "--package", packageManager, "--", "node", "scripts/bootstrap.mjs", command, ...args]);
}

function pnpmMajor() {
  return spawn("pnpm", ["--version"], "pipe").stdout?.toString().split(".")[0];
}

function run(file, fileArgs) {
  const { status, error } = spawn(file, fileArgs, "inherit");
  if (error) console.error(`${file} could not be started (${error.message}). It comes with Node: is npm on the PATH?`);
  if (status !== 0) process.exit(status ?? 1);
}

function spawn(file, fileArgs, stdio) {
  return spawnSync(file, fileArgs, { cwd: root, env, stdio, shell: process.platform === "win32" });
}
