import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { run } from "./run.ts";

/** Installs the packed mock in an empty folder, as a user does, and requests a session from it. */
export async function rehearseInstall(tarballs: string[], folder: string): Promise<void> {
  console.log("\nThe mock in an empty folder");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", ...tarballs);
  const [problem] = listProblems(folder);
  if (problem) throw new Error(problem);
  await askOnce(folder);
}

/** Lists install scripts and telemetry of the installed packages, and problems of the bundle. */
function listProblems(folder: string): string[] {
  const manifests = globSync("node_modules/{*,@*/*}/**/package.json", { cwd: folder });
  const packages = manifests.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
  const named = packages.filter(({ name }) => name);
  console.log(`installed ${named.map(({ name, version }) => `${name}@${version}`).join(", ")}`);
  const withScripts = named.filter(({ scripts = {} }) =>
    ["preinstall", "install", "postinstall"].some((script) => script in scripts),
  );
  return [
    ...withScripts.map(({ name }) => `${name} runs a script when the mock is installed`),
    ...named.filter(({ name }) => /scarf|stoplight/.test(name)).map(({ name }) => `the mock installs ${name}`),
    ...(named.length < 3 ? ["the mock was not installed"] : []),
    ...listBundleProblems(join(folder, "node_modules/@session-api/mock/dist")),
  ];
}

/** The bundle must carry the licences of its parts, and the part for browsers must not import a module of Node. */
function listBundleProblems(dist: string): string[] {
  const read = (file: string) => readFileSync(join(dist, file), "utf8");
  const imports = [...read("msw.js").matchAll(/^(?:import|export) .*?from "(.+?)";$/gm)].map(
    ([, module = ""]) => module,
  );
  return [
    ...imports.filter((module) => module !== "msw").map((module) => `the handlers for MSW import ${module}`),
    ...(imports.length === 0 ? ["the handlers for MSW import nothing"] : []),
    ...(read("THIRD-PARTY-NOTICES.node.txt").includes("@stoplight/prism-http") ? [] : ["Prism's licence is missing"]),
    ...(read("THIRD-PARTY-NOTICES.msw.txt").includes("ajv") ? [] : ["Ajv's licence is missing"]),
  ];
}

async function askOnce(folder: string): Promise<void> {
  // The command behind `npx session-mock`. A stopped npx would leave it running.
  const command = join(folder, "node_modules/.bin/session-mock");
  const child = spawn(command, ["--port", "0"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  try {
    for await (const line of createInterface(child.stdout)) {
      const url = /serves (http:\S+)/.exec(line)?.[1];
      if (!url) continue;
      const response = await fetch(`${url}/session`, { headers: { authorization: "Bearer any" } });
      const { alias } = (await response.json()) as { alias?: string };
      if (response.status !== 200 || !alias) throw new Error(`the installed mock answered ${response.status}`);
      console.log(`session-mock: checkSession answered ${response.status} for ${alias}`);
      return;
    }
    throw new Error("the installed mock did not start");
  } finally {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}
