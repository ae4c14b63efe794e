import { readFile, writeFile } from "node:fs/promises";
import { findDocumentFile } from "@session-api/contract/file";

const target = new URL("../src/document/document.gen.ts", import.meta.url);

// A browser reads no files, so a module contains the document as it was written.
const lines = (await readFile(findDocumentFile(), "utf8")).split("\n").map((line) => `  ${JSON.stringify(line)},\n`);
const wanted = `// Generated from openapi/openapi.yaml by \`npm run generate\`. Do not edit.

export const documentText: string = [
${lines.join("")}].join("\\n");
`;

if (!process.argv.includes("--check")) {
  await writeFile(target, wanted);
} else if ((await readFile(target, "utf8").catch(() => "")) !== wanted) {
  console.error(
    "packages/mock/src/document/document.gen.ts is not what openapi/openapi.yaml says. Run `npm run generate`.",
  );
  process.exitCode = 1;
}
