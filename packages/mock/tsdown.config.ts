import { join } from "node:path";
import license from "rollup-plugin-license";
import { defineConfig } from "tsdown";
import { slimPrism } from "./scripts/slimPrism.ts";

/** The licences of what is bundled ask that their texts come along. */
const notices = (outDir: string, name: string) =>
  license({ thirdParty: { output: join(outDir, `THIRD-PARTY-NOTICES.${name}.txt`) } });

const shared = {
  fixedExtension: false,
  // Both drop a call whose result nobody uses, also where whether it throws is the question.
  minify: false,
  treeshake: false as const,
  // Whatever is not this project's own is bundled, so that installing the mock installs nothing else.
  deps: { onlyBundle: false as const },
  // `await using` needs names that a project with `lib: ES2022` does not have.
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
  // By itself, because what bundles CommonJS for Node imports a module of Node.
  {
    ...shared,
    entry: { msw: "src/msw.ts" },
    platform: "browser",
    target: "es2022",
    plugins: [notices(outDir, "msw")],
  },
]);
