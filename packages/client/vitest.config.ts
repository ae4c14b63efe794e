import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 20_000,
    coverage: {
      include: ["src/**"],
      reporter: ["text-summary"],
      reportsDirectory: "node_modules/.coverage",
      thresholds: { statements: 95, branches: 95 },
    },
  },
});
