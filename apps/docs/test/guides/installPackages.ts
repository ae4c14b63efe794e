import { existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Manifest {
  name: string;
  bin?: string | Record<string, string>;
  publishConfig?: { bin?: Record<string, string> };
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const root = join(import.meta.dirname, "../../../..");
const workspace = globSync("{packages,apps}/*/package.json", { cwd: root }).map((file) => {
  return { folder: join(root, dirname(file)), manifest: readManifest(join(root, dirname(file))) };
});

/** The commands that listen on a fixed port by default, and the variable with the free one to use instead. */
const portVariables: Record<string, string> = { "session-mock": "PORT_4010", vite: "PORT_5173" };

// `npm install` of a guide: links the packages of this workspace, and those that it has installed.
const names = process.argv.slice(3).filter((argument) => !argument.startsWith("-"));
const modules = join(process.argv.includes("--global") ? (process.env.GUIDE_GLOBAL ?? "") : ".", "node_modules");
for (const name of names) install(name);

function install(name: string): void {
  const folder = findPackage(name);
  const link = join(modules, name);
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(folder, link, "junction");
  for (const [command, file] of listCommands(folder)) writeCommand(command, join(folder, file));
}

function findPackage(name: string): string {
  const own = workspace.find(({ manifest }) => manifest.name === name);
  if (own) return own.folder;
  const user = workspace.find(({ manifest }) => name in { ...manifest.dependencies, ...manifest.devDependencies });
  if (user) return join(user.folder, "node_modules", name);
  throw new Error(`no package of this workspace has ${name}: add it to the devDependencies of one`);
}

function listCommands(folder: string): [command: string, file: string][] {
  const { name, bin, publishConfig } = readManifest(folder);
  // A package of this workspace runs from its source.
  if (publishConfig?.bin) return Object.keys(publishConfig.bin).map((command) => [command, "src/command.ts"]);
  return typeof bin === "string" ? [[name, bin]] : Object.entries(bin ?? {});
}

function writeCommand(command: string, file: string): void {
  const script = join(modules, ".bin", command);
  const port = portVariables[command];
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, `#!/bin/sh\nexec node '${file}' ${port ? `--port "$${port}" ` : ""}"$@"\n`, { mode: 0o755 });
}

function readManifest(folder: string): Manifest {
  const file = join(folder, "package.json");
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  return JSON.parse(readFileSync(file, "utf8"));
}
