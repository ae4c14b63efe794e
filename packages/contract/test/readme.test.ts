import { listBlocks, recordRun, runProgram } from "@session-api/examples";
import { expect, it } from "vitest";

const programs = listBlocks("README.md").filter(({ language }) => language === "ts");

it.each(programs)("$place prints what it says", async ({ code }) => {
  const { output } = await runProgram(code);
  const [, printed = ""] = /^\/\/ (.*)$/m.exec(code) ?? [];
  // The number of the line changes with the document.
  expect(output.replace(/yaml:\d+/, "")).toBe(`${printed.replace(/yaml:\d+/, "")}\n`);
  recordRun(code);
});
