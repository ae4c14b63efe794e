import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/** Prints a table and writes it to README.md, between the two comments with its name. */
export function writeTable(name: string, lines: string[]): void {
  const machine = `Measured on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), shared with others.`;
  const table = [machine, "", ...lines].join("\n");
  const readme = new URL("README.md", import.meta.url);
  const place = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- end of ${name} -->)`);
  const before = readFileSync(readme, "utf8");
  if (!place.test(before))
    throw new Error(`bench/README.md has no comments <!-- ${name} --> and <!-- end of ${name} -->`);
  writeFileSync(
    readme,
    before.replace(place, (_all, begin, end) => `${begin}\n\n${table}\n${end}`),
  );
  console.log(`\n${table}`);
}
