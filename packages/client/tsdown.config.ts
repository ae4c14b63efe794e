import { defineConfig, type UserConfig } from "tsdown";

// One configuration an entry: together they would share a chunk of types, and `api.d.ts` would not hold them all.
const build = (entry: string): UserConfig => ({
  entry: `src/${entry}.ts`,
  platform: "neutral",
  target: "es2022",
  fixedExtension: false,
  // `await using` needs names that a project with `lib: ES2022` does not have.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
});

export default defineConfig([build("index"), build("query"), build("validate")]);
