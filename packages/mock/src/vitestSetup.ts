import type { TestProject } from "vitest/node";
import { startMock } from "./startMock.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the mock of the global set-up serves the API. */
    sessionApiUrl: string;
  }
}

/**
 * A global set-up for apps that are started once, before all tests: one mock for the whole run. Its URL is provided
 * as `sessionApiUrl` and stands in the environment as `SESSION_API_URL`. Tests in other processes cannot control it,
 * only `Prefer` headers can.
 *
 * @example
 * ```ts
 * import { defineConfig } from "vitest/config";
 *
 * export default defineConfig({ test: { globalSetup: "@session-api/mock/vitest/setup" } });
 * ```
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mock = await startMock();
  project.provide("sessionApiUrl", mock.url);
  process.env.SESSION_API_URL = mock.url;
  return () => mock.close();
}
