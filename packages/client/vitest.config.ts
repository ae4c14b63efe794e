import { defineConfig } from "vitest/config";

/** The tests of the client's behaviour. A successor of openapi-fetch fits when it passes them. */
const contract = ["createSessionClient", "describeCause", "keepAlive", "mock", "options", "resumeLogin", "retry"]
  .concat("session", "SessionError")
  .map((name) => `test/${name}.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 20_000,
    coverage: {
      include: ["src/**"],
      reporter: ["text-summary"],
      reportsDirectory: "node_modules/.coverage",
      thresholds: { statements: 95, branches: 95 },
    },
    projects: [
      { extends: true, test: { name: "openapi-fetch", provide: { http: "openapiFetch" }, dir: "test" } },
      { extends: true, test: { name: "bare-fetch", provide: { http: "bareFetch" }, include: contract } },
      { extends: true, test: { name: "runtimes", dir: "runtimes" } },
    ],
  },
});
