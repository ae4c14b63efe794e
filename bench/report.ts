import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints a table and puts it into README.md, between the marks that bear its name. */
export function writeTable(name: string, lines: string[]): void {
  const machine = `Measured on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), shared with others.`;
  const table = [machine, "", ...lines].join("\n");
  const readme = new URL("README.md", import.meta.url);
  const marks = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- end of ${name} -->)`);
  const before = readFileSync(readme, "utf8");
  if (!marks.test(before)) throw new Error(`bench/README.md has no place for the table ${name}`);
  writeFileSync(
    readme,
    before.replace(marks, (_all, begin, end) => `${begin}\n\n${table}\n${end}`),
  );
  console.log(`\n${table}`);
}
