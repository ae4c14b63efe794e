import { readFileSync } from "node:fs";

/** Lists the TypeScript examples of a Markdown page, or of the docstrings of a module. */
export function listExamples(file: string): string[] {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8").replaceAll(/^ \* ?/gm, "");
  return [...text.matchAll(/^```tsx?\n(.*?)^```$/gms)].map(([, code = ""]) => code);
}

/** Returns the name that an example has as a file, from the comment in its first line. */
export function getFileName(code: string): string | undefined {
  return /^\/\/ (\S+\.tsx?)\n/.exec(code)?.[1];
}

/** Returns the example of the README that has this name as a file. */
export function getRecipe(name: string): string {
  const code = listExamples("README.md").find((example) => getFileName(example) === name);
  if (code === undefined) throw new Error(`the README has no ${name}`);
  return code;
}
