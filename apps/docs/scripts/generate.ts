import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contract } from "../src/contract.ts";
import { listSampleProblems } from "../src/listSampleProblems.ts";
import { samplesFolder } from "../src/samples.ts";
import { scaffoldSamples } from "./scaffold/scaffoldSamples.ts";

const files = readdirSync(samplesFolder);
if (process.argv.includes("--check")) {
  const operationIds = contract.operations.map(({ operationId }) => operationId);
  for (const problem of listSampleProblems(operationIds, files)) {
    console.error(problem);
    process.exitCode = 1;
  }
} else {
  // Only missing files are written, because people edit the others.
  for (const [file, code] of Object.entries(scaffoldSamples(contract))) {
    if (!files.includes(file)) writeFileSync(join(samplesFolder, file), code);
  }
}
