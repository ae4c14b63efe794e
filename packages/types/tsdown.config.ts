import { defineConfig } from "tsdown";

export default defineConfig({ entry: ["src/openapi.gen.ts"], platform: "neutral", fixedExtension: false });
