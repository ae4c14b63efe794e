import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contenders } from "./contenders.ts";
import { dist, peers } from "./places.ts";

const folder = `${dist}/types`;
/** So many runs each, since the first takes long and the second is quick. */
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

/** What the compilers do for a consumer, over the same file with its imports and without its calls. */
export function typeTable(): string[] {
  mkdirSync(folder, { recursive: true });
  return [
    "| consumer | instantiations, 5.9 | check ms, 5.9 | instantiations, 7 | check ms, 7 |",
    "| --- | --- | --- | --- | --- |",
    ...contenders.map(({ name, file }) => {
      console.log(`types: ${name}`);
      const text = readFileSync(`${peers}/${file}.ts`, "utf8");
      const full = projectOf(file, `${peers}/${file}.ts`);
      const empty = projectOf(`${file}-empty`, writeEmpty(file, text));
      const cells = Object.entries(compilers).flatMap(([compiler, runs]) => over(compiler, runs, full, empty));
      return `| ${[name, ...cells].join(" | ")} |`;
    }),
  ];
}

function over(compiler: string, runs: number, full: string, empty: string): string[] {
  const pairs = Array.from({ length: runs }, () => [check(compiler, full), check(compiler, empty)] as const);
  // The least, since whatever else the machine does can only add to it.
  const least = (index: 0 | 1, field: keyof Check) => Math.min(...pairs.map((pair) => pair[index][field]));
  const difference = (field: keyof Check) => (least(0, field) - least(1, field)).toFixed(0);
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

function projectOf(name: string, file: string): string {
  const project = `${folder}/${name}.json`;
  writeFileSync(project, JSON.stringify({ compilerOptions, files: [file] }));
  return project;
}

/** The imports alone, which mean the same from another folder. */
function writeEmpty(name: string, text: string): string {
  const imports = text.match(/^import [^;]*;/gm) ?? [];
  const file = `${folder}/${name}.ts`;
  const absolute = imports.join("\n").replaceAll(/"(\.\.?\/[^"]+)"/g, (_all, path) => `"${peers}/${path}"`);
  writeFileSync(file, `${absolute}\nexport {};\n`);
  return file;
}
