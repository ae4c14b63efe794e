import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { findProse } from "./findProse.ts";

const patterns = ["*.md", "*.mdx", "*.ts", "*.mjs", "*.js", "*.hbs", "openapi/*.yaml"];
const isOurs = (file: string) => !/\.gen\.|\/api(\.\w+)?\.d\.ts$|^scripts\/findProse(\.test)?\.ts$/.test(file);

/** Fails with a line for each sentence or name that is not plain English. Part of `npm run check`. */
const listed = execFileSync("git", ["ls-files", "-z", ...patterns], { encoding: "utf8" });
for (const file of listed.split("\0").filter((name) => name !== "" && isOurs(name)))
  for (const { line, rule, text } of findProse(file, readFileSync(file, "utf8"))) {
    console.error(`${file}:${line} ${rule}: ${text.slice(0, 120)}`);
    process.exitCode = 1;
  }
