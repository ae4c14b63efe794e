import { listBlocks, recordRun, runProgram } from "@session-api/examples";
import { expect, it } from "vitest";

const programs = listBlocks("README.md").filter(({ language }) => language === "ts");

// Its types are checked by the test that compiles the examples of all READMEs.
it.each(programs)("$place runs", async ({ code }) => {
  expect(await runProgram(code)).toEqual({ exitCode: 0, output: "" });
  recordRun(code);
});
