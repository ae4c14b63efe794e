import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BrowserName } from "@session-api/browsers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFlow, installPacked } from "./installPacked.ts";
import type { Place } from "./Place.ts";
import type { Report } from "./runFlow.ts";
import { runInBrowser } from "./runners/inBrowser.ts";
import { type Host, startHost } from "./startHost.ts";

const here = import.meta.dirname;
const limitMs = 60_000;
/** Shorter, so that what ends is the runtime and not only the test. */
const commandLimitMs = 45_000;

const { dependencies: pinned } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
const nodes = [
  { version: pinned["node-20"].replace("npm:node@", ""), path: installed("node-20/bin/node") },
  { version: pinned["node-22"].replace("npm:node@", ""), path: installed("node-22/bin/node") },
  { version: process.versions.node, path: process.execPath },
];
const processes = [
  ...nodes.map(({ version, path }) => ({ runtime: `Node ${version}`, command: [path] })),
  { runtime: `Bun ${pinned.bun}`, command: [installed(".bin/bun")] },
  {
    runtime: `Deno ${pinned.deno}`,
    command: [installed("deno/deno"), "run", "--no-prompt", "--no-remote", "--allow-net=127.0.0.1"],
  },
];
const browsers: BrowserName[] = ["chromium"];
for (const name of (process.env.FLOW_BROWSERS ?? "").split(" ").filter(Boolean)) {
  if (name !== "firefox" && name !== "webkit") throw new Error(`FLOW_BROWSERS names ${name}: not firefox or webkit`);
  browsers.push(name);
}

let folder: string;
let host: Host;
let titles: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "session-api-runtimes-"));
  installPacked(folder);
  await bundleFlow(folder);
  const emails = [...processes.map(({ runtime }) => runtime), "workerd", ...browsers].map(emailOf);
  host = await startHost(emails, join(folder, "dist/page.js"));
  const { scenarios } = await import(join(folder, "dist/runFlow.js"));
  titles = Object.keys(scenarios);
}, limitMs);

afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function installed(path: string): string {
  return join(here, "node_modules", path);
}

function emailOf(runtime: string): string {
  return `${runtime.toLowerCase().replaceAll(/\W+/g, "-")}@doe.net`;
}

function placeFor(runtime: string, isBrowser = false): Place {
  return { ...host.place, email: emailOf(runtime), isBrowser };
}

async function output(command: string[], ...args: string[]): Promise<string> {
  const [file = "", ...before] = command;
  const running = promisify(execFile)(file, [...before, ...args], { cwd: folder, timeout: commandLimitMs });
  const { stdout } = await running.catch((error) => {
    const how = error.killed ? "did not end by itself" : "failed";
    throw new Error(`${file} ${how}, after it printed: ${error.stdout}`, { cause: error });
  });
  return stdout;
}

/** What a runner prints or returns, if every scenario was run and holds. */
function passedOn(runtime: string): Report {
  return { runtime, results: titles.map((title) => ({ title })) };
}

describe.concurrent("the flow of the packed client against the live server", () => {
  it.for(processes)("holds on $runtime", { timeout: limitMs }, async ({ runtime, command }) => {
    const printed = await output(command, "dist/process.js", JSON.stringify(placeFor(runtime)));
    expect(JSON.parse(printed)).toEqual(passedOn(runtime));
  });

  it(`holds on workerd of miniflare ${pinned.miniflare}`, { timeout: limitMs }, async () => {
    const runner = [process.execPath, join(here, "runners/workerd.mjs")];
    const printed = await output(runner, join(folder, "dist/worker.js"), JSON.stringify(placeFor("workerd")));
    expect(JSON.parse(printed)).toEqual(passedOn("Cloudflare-Workers"));
  });

  it.for(browsers)("holds in %s", { timeout: limitMs }, async (name) => {
    const passed = passedOn(expect.stringMatching(`^${name} [0-9]`));
    expect(await runInBrowser(name, placeFor(name, true))).toEqual(passed);
  });
});

it("holds where the README says so", async () => {
  const readme = await readFile(join(here, "../README.md"), "utf8");
  const { bun, deno, miniflare } = pinned;
  const [node20, node22, node24] = nodes.map(({ version }) => version);
  expect(readme.replaceAll(/\s+/g, " ")).toContain(
    `Node ${node20}, ${node22} and ${node24}, Bun ${bun}, Deno ${deno}, workerd (miniflare ${miniflare}) and Chromium`,
  );
});

describe("require()", () => {
  it.for(nodes)("loads both entries on Node $version", async ({ path }) => {
    const printed = await output([path], "require.cjs", JSON.stringify(host.place));
    expect(JSON.parse(printed)).toEqual([true, 401]);
  });
});
