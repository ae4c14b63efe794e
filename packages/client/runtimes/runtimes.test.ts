import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { BrowserName } from "@session-api/browsers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFlow, installPacked } from "./installPacked.ts";
import { runInBrowser } from "./runners/inBrowser.ts";
import type { Environment } from "./scenarios/Environment.ts";
import type { Report } from "./scenarios/runFlow.ts";
import { type Host, startHost } from "./startHost.ts";

const here = import.meta.dirname;
const limitMs = 60_000;
/** Shorter than the limit of the test, so that a runtime that hangs is ended. */
const commandLimitMs = 45_000;

const exe = process.platform === "win32" ? ".exe" : "";
const { dependencies: pinned } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
const nodes = [
  { version: pinned["node-20"].replace("npm:node@", ""), path: getInstalledPath(`node-20/bin/node${exe}`) },
  { version: pinned["node-22"].replace("npm:node@", ""), path: getInstalledPath(`node-22/bin/node${exe}`) },
  { version: process.versions.node, path: process.execPath },
];
const processes = [
  ...nodes.map(({ version, path }) => ({ runtime: `Node ${version}`, command: [path] })),
  { runtime: `Bun ${pinned.bun}`, command: [getInstalledPath("bun/bin/bun.exe")] },
  {
    runtime: `Deno ${pinned.deno}`,
    command: [getInstalledPath(`deno/deno${exe}`), "run", "--no-prompt", "--no-remote", "--allow-net=127.0.0.1"],
  },
];
const browsers: BrowserName[] = ["chromium"];
for (const name of (process.env.FLOW_BROWSERS ?? "").split(" ").filter(Boolean)) {
  if (name !== "firefox" && name !== "webkit")
    throw new Error(`FLOW_BROWSERS must list firefox or webkit, not ${name}`);
  browsers.push(name);
}

let folder: string;
let host: Host;
let titles: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "session-api-runtimes-"));
  installPacked(folder);
  await bundleFlow(folder);
  const emails = [...processes.map(({ runtime }) => runtime), "workerd", ...browsers].map(createEmail);
  host = await startHost(emails, join(folder, "dist/page.js"));
  const { scenarios } = await import(pathToFileURL(join(folder, "dist/runFlow.js")).href);
  titles = Object.keys(scenarios);
}, limitMs);

afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function getInstalledPath(path: string): string {
  return join(here, "node_modules", path);
}

function createEmail(runtime: string): string {
  return `${runtime.toLowerCase().replaceAll(/\W+/g, "-")}@doe.net`;
}

function createEnvironment(runtime: string, isBrowser = false): Environment {
  return { ...host.environment, email: createEmail(runtime), isBrowser };
}

async function runCommand(command: string[], ...args: string[]): Promise<string> {
  const [file = "", ...firstArgs] = command;
  const running = promisify(execFile)(file, [...firstArgs, ...args], { cwd: folder, timeout: commandLimitMs });
  const { stdout } = await running.catch((error) => {
    const outcome = error.killed ? "did not end by itself" : "failed";
    throw new Error(`${file} ${outcome}. Its output: ${error.stdout}`, { cause: error });
  });
  return stdout;
}

/** Creates the report of a runtime in which every scenario passes. */
function createPassedReport(runtime: string): Report {
  return { runtime, results: titles.map((title) => ({ title })) };
}

describe.concurrent("the flow of the packed client against the live server", () => {
  it.for(processes)("passes on $runtime", { timeout: limitMs }, async ({ runtime, command }) => {
    const printed = await runCommand(command, "dist/process.js", JSON.stringify(createEnvironment(runtime)));
    expect(JSON.parse(printed)).toEqual(createPassedReport(runtime));
  });

  it(`passes on workerd of miniflare ${pinned.miniflare}`, { timeout: limitMs }, async () => {
    const runner = [process.execPath, join(here, "runners/workerd.mjs")];
    const printed = await runCommand(
      runner,
      join(folder, "dist/worker.js"),
      JSON.stringify(createEnvironment("workerd")),
    );
    expect(JSON.parse(printed)).toEqual(createPassedReport("Cloudflare-Workers"));
  });

  it.for(browsers)("passes in %s", { timeout: limitMs }, async (name) => {
    const expected = createPassedReport(expect.stringMatching(`^${name} [0-9]`));
    expect(await runInBrowser(name, createEnvironment(name, true))).toEqual(expected);
  });
});

it("the README names the versions that the flow passes on", async () => {
  const readme = await readFile(join(here, "../README.md"), "utf8");
  const { bun, deno, miniflare } = pinned;
  const [node20, node22, node24] = nodes.map(({ version }) => version);
  expect(readme.replaceAll(/\s+/g, " ")).toContain(
    `Node ${node20}, ${node22} and ${node24}, Bun ${bun}, Deno ${deno}, workerd (miniflare ${miniflare}) and Chromium`,
  );
});

describe("require()", () => {
  it.for(nodes)("loads the entry points on Node $version", async ({ path }) => {
    const printed = await runCommand([path], "require.cjs", JSON.stringify(host.environment));
    expect(JSON.parse(printed)).toEqual([true, 401, "function"]);
  });
});
