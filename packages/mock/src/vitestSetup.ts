import type { TestProject } from "vitest/node";
import { startMock } from "./startMock.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The base URL of the mock that the global set-up started. */
    sessionApiUrl: string;
  }
}

/**
 * A global set-up for apps that start once, before all tests: one mock for the whole run. It provides the URL as
 * `sessionApiUrl` and sets it in the environment as `SESSION_API_URL`. Tests run in other processes, so they can control
 * it only with `Prefer` headers.
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
