import { test as base, type TestAPI } from "vitest";
import type { Mock } from "./Mock.ts";
import type { MockOptions } from "./MockOptions.ts";
import { startMock } from "./startMock.ts";

/** What a test gets. */
export interface MockFixtures {
  /** A mock of this worker's own, reset before and after each test. Concurrent tests of a file share it. */
  mock: Mock;
  /** Whether a test fails when the app sent something against the document. False by default. */
  failOnViolations: boolean;
  /** What the worker's mock is started with. Set it for a whole file, in the worker's scope. */
  mockOptions: MockOptions;
}

/**
 * Vitest's `test` with a `mock`. A test that uses it fails, too, when a function that it set with `on` could not
 * answer.
 *
 * @example
 * ```ts
 * import { test } from "@session-api/mock/vitest";
 * import { expect } from "vitest";
 *
 * test("a closed session is refused", async ({ mock }) => {
 *   mock.play("closed-elsewhere");
 *   const response = await fetch(`${mock.url}/session`, { headers: { authorization: "Bearer any" } });
 *   expect(response.status).toBe(401);
 * });
 *
 * const strict = test.extend({
 *   failOnViolations: true,
 *   mockOptions: [{ scenario: "login" }, { scope: "worker" }],
 * });
 * strict("the app keeps to the document", async ({ mock }) => {
 *   await fetch(`${mock.url}/sessions`, { headers: { authorization: "Bearer any" } });
 * });
 * ```
 */
export const test: TestAPI<MockFixtures> = base.extend<MockFixtures & { workersMock: Mock }>({
  failOnViolations: false,
  mockOptions: [{}, { scope: "worker" }],
  workersMock: [
    async ({ mockOptions }, use) => {
      await using mock = await startMock(mockOptions);
      await use(mock);
    },
    { scope: "worker" },
  ],
  mock: async ({ workersMock, failOnViolations }, use) => {
    workersMock.reset();
    await use(workersMock);
    workersMock.reset({ failOnViolations });
  },
});
