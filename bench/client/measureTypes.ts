import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contenders } from "./contenders.ts";
import { dist, peers } from "./paths.ts";

const folder = `${dist}/types`;
/** The number of runs of each compiler. The first one is slow, the second one fast. */
const compilers = { typescript: 4, typescript7: 9 };
const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  extendedDiagnostics: true,
};

/** Measures the work of the compilers for a client, compared with a file that has the same imports and no calls. */
export function measureTypes(): string[] {
  mkdirSync(folder, { recursive: true });
  return [
    "| consumer | instantiations, 5.9 | check ms, 5.9 | instantiations, 7 | check ms, 7 |",
    "| --- | --- | --- | --- | --- |",
    ...contenders.map(({ name, file }) => {
      console.log(`types: ${name}`);
      const text = readFileSync(`${peers}/${file}.ts`, "utf8");
      const full = writeProject(file, `${peers}/${file}.ts`);
      const empty = writeProject(`${file}-empty`, writeEmpty(file, text));
      const cells = Object.entries(compilers).flatMap(([compiler, runs]) => compare(compiler, runs, full, empty));
      return `| ${[name, ...cells].join(" | ")} |`;
    }),
  ];
}

function compare(compiler: string, runs: number, full: string, empty: string): string[] {
  const pairs = Array.from({ length: runs }, () => [check(compiler, full), check(compiler, empty)] as const);
  // The minimum, because other work of the machine can only make a run slower.
  const minimum = (index: 0 | 1, field: keyof Check) => Math.min(...pairs.map((pair) => pair[index][field]));
  const difference = (field: keyof Check) => (minimum(0, field) - minimum(1, field)).toFixed(0);
  return [difference("instantiations"), difference("checkMs")];
}

interface Check {
  instantiations: number;
  checkMs: number;
}

function check(compiler: string, project: string): Check {
  const tsc = fileURLToPath(new URL(`../node_modules/${compiler}/bin/tsc`, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [tsc, "--project", project], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${project} does not compile: ${stdout}`);
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1]);
  return { instantiations: figure("Instantiations"), checkMs: figure("Check time") * 1_000 };
}

function writeProject(name: string, file: string): string {
  const project = `${folder}/${name}.json`;
  writeFileSync(project, JSON.stringify({ compilerOptions, files: [file] }));
  return project;
}

/** Writes the imports of a client to a file in another folder. */
function writeEmpty(name: string, text: string): string {
  const imports = text.match(/^import [^;]*;/gm) ?? [];
  const file = `${folder}/${name}.ts`;
  const absolute = imports.join("\n").replaceAll(/"(\.\.?\/[^"]+)"/g, (_all, path) => `"${peers}/${path}"`);
  writeFileSync(file, `${absolute}\nexport {};\n`);
  return file;
}
