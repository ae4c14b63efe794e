import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { test as base, inject, type TestAPI } from "vitest";
import type { Mock } from "./Mock.ts";
import type { MockOptions } from "./MockOptions.ts";
import { startMock } from "./startMock.ts";
// For the types of what it provides.
import type {} from "./vitestSetup.ts";

/** The fixtures of `test`. */
export interface MockFixtures {
  /** The mock of this worker, reset before and after each test. Concurrent tests of a file share it. */
  mock: Mock;
  /** Whether a test fails when a request differed from the document. False by default. */
  failOnViolations: boolean;
  /** The options of the worker's mock. Set them for a whole file, with the scope `worker`. */
  mockOptions: MockOptions;
}

/** The options of the fixture, as a type for an `extend` that sets them and adds fixtures of its own. */
export type MockFixtureOptions = Partial<Pick<MockFixtures, "failOnViolations" | "mockOptions">>;

/**
 * Vitest's `test` with a `mock`. A test that uses the mock also fails when a function that it set with `on` fails.
 *
 * @example
 * ```ts
 * import { type MockFixtureOptions, test } from "@session-api/mock/vitest";
 * import { expect } from "vitest";
 *
 * test("a closed session is refused", async ({ mock }) => {
 *   mock.play("closed-elsewhere");
 *   const response = await fetch(`${mock.url}/session`, { headers: { authorization: "Bearer any" } });
 *   expect(response.status).toBe(401);
 * });
 *
 * const strict = test.extend<{ fetchSessions: () => Promise<Response> } & MockFixtureOptions>({
 *   failOnViolations: true,
 *   mockOptions: [{ scenario: "login" }, { scope: "worker" }],
 *   fetchSessions: async ({ mock }, use) =>
 *     use(() => fetch(`${mock.url}/sessions`, { headers: { authorization: "Bearer any" } })),
 * });
 * strict("the app follows the document", async ({ fetchSessions }) => {
 *   expect((await fetchSessions()).status).toBe(200);
 * });
 * ```
 */
export const test: TestAPI<MockFixtures> = base.extend<MockFixtures & { workerMock: Mock }>({
  failOnViolations: false,
  mockOptions: [{}, { scope: "worker" }],
  workerMock: [
    async ({ mockOptions }, use) => {
      const folder = inject("sessionApiRecordFolder");
      const record = folder && join(folder, `${randomUUID()}.json`);
      await using mock = await startMock({ record, ...mockOptions });
      await use(mock);
    },
    { scope: "worker" },
  ],
  mock: async ({ workerMock, failOnViolations }, use) => {
    workerMock.reset();
    await use(workerMock);
    workerMock.reset({ failOnViolations });
  },
});
