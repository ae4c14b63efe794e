import { readFile, writeFile } from "node:fs/promises";

/** The published types of each entry point, and the committed copy that shows a change of them in a review. */
const surfaces = {
  "dist/index.d.ts": "api.d.ts",
  "dist/query.d.ts": "api.query.d.ts",
  "dist/validate.d.ts": "api.validate.d.ts",
};

for (const [built, copy] of Object.entries(surfaces)) {
  const expected = await readFile(new URL(`../${built}`, import.meta.url), "utf8");
  const target = new URL(`../${copy}`, import.meta.url);
  if (!process.argv.includes("--check")) {
    await writeFile(target, expected);
  } else if ((await readFile(target, "utf8").catch(() => "")) !== expected) {
    console.error(
      `packages/client/${copy} differs from the published types. Run \`npm run api\` in packages/client, and review the diff.`,
    );
    process.exitCode = 1;
  }
}
