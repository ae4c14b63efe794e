import { defineConfig } from "vitest/config";

const msw = "test/msw/handlers.test.ts";

export default defineConfig({
  test: {
    globalSetup: "src/vitestSetup.ts",
    projects: [
      { extends: true, test: { name: "mock", include: ["test/**/*.test.ts"], exclude: [msw] } },
      { extends: true, test: { name: "msw 3", include: [msw] } },
      {
        extends: true,
        resolve: { alias: [{ find: /^msw(?=\/|$)/, replacement: "msw2" }] },
        test: { name: "msw 2", include: [msw] },
      },
    ],
  },
});
