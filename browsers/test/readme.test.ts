import { listBlocks, recordRun, runProgram } from "@session-api/examples";
import { expect, it } from "vitest";

const programs = listBlocks("README.md").filter(({ language }) => language === "js");

it.each(programs)("$place starts a browser", async ({ code }) => {
  const { exitCode, output } = await runProgram(`${code}console.log(browser.isConnected());\nawait browser.close();`);
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "true\n" });
  recordRun(code);
});
