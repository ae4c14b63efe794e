import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { recordRun } from "./coverage/recordRun.ts";
import { startMock } from "./startMock.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The base URL of the mock that the global set-up started. */
    sessionApiUrl: string;
    /** The path of a file that records the coverage of the whole run. Set it in the configuration of Vitest. */
    sessionApiRecord?: string;
    /** The folder in which each mock of the run records its part. The global set-up sets it. */
    sessionApiRecordFolder?: string;
  }
}

/**
 * A global set-up for apps that start once, before all tests: one mock for the whole run. It provides the URL as
 * `sessionApiUrl` and sets it in the environment as `SESSION_API_URL`. Tests run in other processes, so they can control
 * it only with `Prefer` headers. With `sessionApiRecord` it records the coverage of this mock and of those of the tests.
 *
 * @example
 * ```ts
 * import { defineConfig } from "vitest/config";
 *
 * export default defineConfig({
 *   test: {
 *     globalSetup: "@session-api/mock/vitest/setup",
 *     provide: { sessionApiRecord: "session-api.json" },
 *   },
 * });
 * ```
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { sessionApiRecord } = project.getProvidedContext();
  const run = sessionApiRecord ? recordRun(resolve(project.config.root, sessionApiRecord)) : undefined;
  const mock = await startMock({ record: run && join(run.folder, "run.json") });
  project.provide("sessionApiUrl", mock.url);
  if (run) project.provide("sessionApiRecordFolder", run.folder);
  process.env.SESSION_API_URL = mock.url;
  return async () => {
    await mock.close();
    run?.finish();
  };
}
