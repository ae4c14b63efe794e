import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/command.ts"],
  platform: "node",
  target: "node22",
  fixedExtension: false,
});
