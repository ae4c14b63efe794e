import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const openapiTypescript = path("../node_modules/openapi-typescript/bin/cli.js");
const document = path("../../../openapi/openapi.yaml");
const target = path("../src/openapi.gen.ts");
const options = ["--root-types", "--root-types-no-schema-prefix", "--root-types-keep-casing"];
const isCheck = process.argv.includes("--check");

const args = [document, "--output", target, ...options, ...(isCheck ? ["--check"] : [])];
const { status } = spawnSync(process.execPath, [openapiTypescript, ...args], { stdio: "inherit" });
if (status !== 0) {
  if (isCheck) {
    console.error("packages/types/src/openapi.gen.ts is not what openapi/openapi.yaml says. Run `npm run generate`.");
  }
  process.exitCode = 1;
}
