import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { median } from "../median.ts";
import { contenders } from "./contenders.ts";
import { dist } from "./paths.ts";
import { shuffle } from "./shuffle.ts";

const rounds = 31;

/** Measures how much longer a new process takes to import a client than to import an empty module. */
export function measureImports(): string[] {
  writeFileSync(`${dist}/peers/empty.js`, "export {};\n");
  const files = ["empty", ...contenders.map(({ file }) => file)];
  const samples = new Map<string, number[]>(files.map((file) => [file, []]));
  for (let round = 0; round < rounds; round++) {
    if (round % 10 === 0) console.log(`cold import, round ${round} of ${rounds}`);
    for (const file of shuffle(files)) samples.get(file)?.push(measureImportMs(file));
  }
  const medianMs = (file: string) => median(samples.get(file) ?? []);
  return [
    "| import | ms over an empty module |",
    "| --- | --- |",
    ...contenders.map(({ name, file }) => `| ${name} | ${(medianMs(file) - medianMs("empty")).toFixed(1)} |`),
  ];
}

function measureImportMs(file: string): number {
  const program = `
    const start = performance.now();
    await import(${JSON.stringify(`${dist}/peers/${file}.js`)});
    console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" }));
}
