import { expect, it } from "vitest";
import { runSmoke } from "../src/flow/runSmoke.ts";
import { steps } from "../src/flow/steps.ts";
import { startServerTarget } from "../src/targets/startServerTarget.ts";

/**
 * Every status that our server can answer to an operation. A 400 of `checkSession` and `getSessions`, which take
 * nothing, would need a request that is no HTTP.
 */
const answered: Record<string, number[]> = {
  createSession: [202, 400, 429],
  checkSession: [200, 401, 403],
  closeSession: [202, 400, 401, 403, 404],
  extendSession: [202, 400, 401, 403],
  verifySession: [202, 400, 401, 429],
  getSessions: [200, 401, 403],
};

it("names every step as no other", () => {
  const names = steps.map(({ operation, expectation }) => `${operation} ${expectation}`);
  expect(new Set(names).size).toBe(names.length);
});

it("covers every operation, parameter and property, and every status that our server can answer", async () => {
  await using target = await startServerTarget();
  const { coverage, failed, drift } = await runSmoke(target);
  expect(failed).toBe(0);
  expect(drift).toEqual([]);
  const byKind = Object.fromEntries(coverage.map((part) => [part.kind, part]));
  expect(byKind.operations).toMatchObject({ percent: 100, missing: [] });
  expect(byKind.parameters).toMatchObject({ percent: 100, missing: [] });
  expect(byKind.properties).toMatchObject({ percent: 100, missing: [] });
  const expected = Object.entries(answered).flatMap(([operation, statuses]) =>
    statuses.map((status) => `${operation} ${status}`),
  );
  const missing = byKind.statuses?.missing ?? [];
  expect(expected.filter((status) => missing.includes(status))).toEqual([]);
  // The rest is named as not answered by this server: nothing is left over that this table does not know.
  expect(missing.length + expected.length).toBe(byKind.statuses?.declared);
});
