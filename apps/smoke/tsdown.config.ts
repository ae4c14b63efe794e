import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/command.ts"],
  platform: "node",
  target: "node24",
  fixedExtension: false,
  dts: { oxc: true },
  // `await using` needs names that a project with `lib: ES2022` does not have.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
});
