import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/validate.ts"],
  platform: "neutral",
  target: "es2022",
  fixedExtension: false,
});
