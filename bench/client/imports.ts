import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { median } from "../report.ts";
import { contenders } from "./contenders.ts";
import { dist } from "./places.ts";
import { shuffled } from "./shuffled.ts";

const rounds = 31;

/** How long a new process takes to import each, over a module that is empty. */
export function importTable(): string[] {
  writeFileSync(`${dist}/peers/empty.js`, "export {};\n");
  const files = ["empty", ...contenders.map(({ file }) => file)];
  const samples = new Map<string, number[]>(files.map((file) => [file, []]));
  for (let round = 0; round < rounds; round++) {
    if (round % 10 === 0) console.log(`cold import, round ${round} of ${rounds}`);
    for (const file of shuffled(files)) samples.get(file)?.push(importMs(file));
  }
  const of = (file: string) => median(samples.get(file) ?? []);
  return [
    "| import | ms over an empty module |",
    "| --- | --- |",
    ...contenders.map(({ name, file }) => `| ${name} | ${(of(file) - of("empty")).toFixed(1)} |`),
  ];
}

function importMs(file: string): number {
  const program = `
    const start = performance.now();
    await import(${JSON.stringify(`${dist}/peers/${file}.js`)});
    console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" }));
}
