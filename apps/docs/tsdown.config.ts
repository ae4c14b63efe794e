import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  platform: "node",
  target: "node22",
  fixedExtension: false,
  dts: { oxc: true },
  // The site lies in the same folder.
  clean: false,
});
