import { test as base, type TestAPI } from "vitest";
import { type Mock, startMock } from "./startMock.ts";

/** What a test gets. */
export interface MockFixtures {
  /** A mock of this worker's own, reset before and after each test. */
  mock: Mock;
  /** Whether a test fails when the app sent something against the document. False by default. */
  failOnViolations: boolean;
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
 * const strict = test.extend({ failOnViolations: true });
 * strict("the app keeps to the document", async ({ mock }) => {
 *   await fetch(`${mock.url}/sessions`, { headers: { authorization: "Bearer any" } });
 * });
 * ```
 */
export const test: TestAPI<MockFixtures> = base.extend<MockFixtures & { workersMock: Mock }>({
  failOnViolations: false,
  workersMock: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern that this needs no other fixture.
    async ({}, use) => {
      await using mock = await startMock();
      await use(mock);
    },
    { scope: "worker" },
  ],
  mock: async ({ workersMock, failOnViolations }, use) => {
    try {
      workersMock.reset();
    } catch {
      // What a test left behind that has ended is not this one's fault.
    }
    await use(workersMock);
    workersMock.reset({ failOnViolations });
  },
});
