import { globSync } from "node:fs";
import { expect, it } from "vitest";
import { listBlocks, recordRun, runProgram } from "../src/index.ts";

const blocks = ["README.md", ...globSync("src/*.ts")].flatMap((file) => listBlocks(file));

it.each(blocks.filter(({ language }) => language === "ts"))("$place runs", async ({ code }) => {
  const { exitCode, output } = await runProgram(code);
  for (const [, value = ""] of code.matchAll(/; \/\/ (.+)/g)) expect(output).toContain(value);
  expect(exitCode, output).toBe(0);
  recordRun(code);
});
