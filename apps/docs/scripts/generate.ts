import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contract } from "../src/contract.ts";
import { samplesFolder } from "../src/samples.ts";
import { scaffoldSamples } from "./scaffold/scaffoldSamples.ts";

// Only missing files are written, because people edit the others.
for (const [file, code] of Object.entries(scaffoldSamples(contract))) {
  const path = join(samplesFolder, file);
  if (existsSync(path)) continue;
  if (process.argv.includes("--check")) {
    console.error(`openapi/samples/${file} is missing. Run \`npm run generate\`.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, code);
  }
}
