import { join } from "node:path";
import license from "rollup-plugin-license";
import { defineConfig } from "tsdown";
import { slimPrism } from "./scripts/slimPrism.ts";

/** The licences of the bundled packages require that their texts are included. */
const notices = (outDir: string, name: string) =>
  license({ thirdParty: { output: join(outDir, `THIRD-PARTY-NOTICES.${name}.txt`) } });

const shared = {
  fixedExtension: false,
  // Both remove calls without a used result, even calls that are there because they may throw.
  minify: false,
  treeshake: false as const,
  // The packages of others are bundled, so that installing the mock installs nothing else.
  deps: { onlyBundle: false as const },
  // `await using` needs types that a project with `lib: ES2022` does not have.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
};

export default defineConfig(({ outDir = join(import.meta.dirname, "dist") }) => [
  {
    ...shared,
    entry: ["src/index.ts", "src/command.ts", "src/vitest.ts", "src/vitestSetup.ts"],
    platform: "node",
    target: "node22",
    plugins: [slimPrism(), notices(outDir, "node")],
  },
  // A build of its own, because the one for Node imports a Node module to support CommonJS.
  {
    ...shared,
    entry: { msw: "src/msw.ts" },
    platform: "browser",
    target: "es2022",
    plugins: [notices(outDir, "msw")],
  },
]);
