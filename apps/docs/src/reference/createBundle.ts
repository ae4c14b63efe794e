import { createHash, hash } from "node:crypto";

/** Texts of the bundle, and their replacements in the copy. Each text must be there, or the build fails. */
const edits: [string, string][] = [
  // A module does not load from `file://`. A classic script does.
  [";export{RedocStandalone,hydrate,init};", ";"],
  ["import.meta", "({})"],
  // The page requests nothing from another host, and the console stays empty.
  ["https://cdn.redoc.ly/redoc/logo-mini-full.svg", "data:,"],
  ["https://cdn.redoc.ly/redoc/logo-mini.svg", "data:,"],
  ["console.info(`\\n%c Redoc", "void(`\\n%c Redoc"],
];

/**
 * Makes the script that the page loads out of Redocly's bundle. Throws an `Error` when the bundle differs from the one
 * that `build-docs` refers to, or when an edit does not fit any more.
 */
export function createBundle(source: string, integrity: string): { name: string; code: string } {
  const actual = `sha384-${createHash("sha384").update(source).digest("base64")}`;
  if (actual !== integrity)
    throw new Error(`Redocly's bundle has the integrity ${actual}, the page wants ${integrity}`);
  const code = edits.reduce((text, [from, to]) => {
    if (!text.includes(from))
      throw new Error(`Redocly's bundle has no \`${from}\`. Correct the edits in createBundle.ts`);
    return text.replaceAll(from, to);
  }, source);
  return { name: `redoc.${hash("sha256", code).slice(0, 8)}.js`, code };
}
