import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const folder = join(import.meta.dirname, "..");

const examples = ["README.md", "src/createDocsHandler.ts"].flatMap((file) => {
  const text = readFileSync(join(folder, file), "utf8").replaceAll(/^ \* ?/gm, "");
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)];
  return blocks.map(([, code = ""], index) => ({ place: `${file} ${index + 1}`, code }));
});

it.each(examples)("the example $place runs without a change", ({ code }) => {
  const output = execFileSync(process.execPath, ["--input-type=module-typescript", "--eval", code], {
    cwd: folder,
    encoding: "utf8",
  });
  const expected = [...code.matchAll(/console\.log\(.*?\); \/\/ (.*)$/gm)].map(([, text]) => text);
  if (expected.length > 0) expect(output.trim()).toBe(expected.join("\n"));
});
