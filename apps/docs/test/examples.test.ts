import { listBlocks, recordRun, runProgram } from "@session-api/examples";
import { expect, it } from "vitest";

const blocks = ["README.md", "src/createDocsHandler.ts"].flatMap((file) => listBlocks(file));

it.each(blocks.filter(({ language }) => language === "ts"))(
  "the example $place runs without a change",
  async ({ code }) => {
    const { exitCode, output } = await runProgram(code);
    expect(exitCode, output).toBe(0);
    const expected = [...code.matchAll(/console\.log\(.*?\); \/\/ (.*)$/gm)].map(([, text]) => text);
    if (expected.length > 0) expect(output.trim()).toBe(expected.join("\n"));
    recordRun(code);
  },
);
