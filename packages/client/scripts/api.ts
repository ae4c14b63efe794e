import { readFile, writeFile } from "node:fs/promises";

/** The public surface of each entry point, as it is published, and the copy that shows its changes in a review. */
const surfaces = { "dist/index.d.ts": "api.d.ts", "dist/validate.d.ts": "api.validate.d.ts" };

for (const [built, copy] of Object.entries(surfaces)) {
  const wanted = await readFile(new URL(`../${built}`, import.meta.url), "utf8");
  const target = new URL(`../${copy}`, import.meta.url);
  if (!process.argv.includes("--check")) {
    await writeFile(target, wanted);
  } else if ((await readFile(target, "utf8").catch(() => "")) !== wanted) {
    console.error(
      `packages/client/${copy} is not what is published. Run \`npm run api\` in packages/client, and see git diff.`,
    );
    process.exitCode = 1;
  }
}
