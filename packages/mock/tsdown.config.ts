import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/command.ts", "src/msw.ts"],
  platform: "node",
  target: "node22",
  fixedExtension: false,
  // `await using` needs names that a project with `lib: ES2022` does not have.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
});
