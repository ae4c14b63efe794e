import type { Operation } from "@session-api/contract";
import { expect, it } from "vitest";
import { protectedRequests } from "../src/flow/requests/requests.ts";
import { runSmoke } from "../src/flow/runSmoke.ts";
import { listSteps } from "../src/flow/steps/listSteps.ts";
import { loadContract } from "../src/http/loadContract.ts";
import { startServerTarget } from "../src/targets/startServerTarget.ts";

const { operations } = loadContract();

/** The statuses that our server can answer to an operation, by its decisions. */
function listPossible({ operationId, method, path, security }: Operation): string[] {
  const { requiresBearer } = security;
  const statuses: [status: number, isPossible: boolean][] = [
    [200, method === "GET"],
    [202, method !== "GET"],
    // A GET has neither a body nor parameters, so only a malformed request could be answered 400.
    [400, method !== "GET"],
    // An email without an account is answered as one with an account.
    [401, requiresBearer || operationId === "verifySession"],
    [403, requiresBearer],
    [404, path.includes("{")],
    // The limits are those of a login.
    [429, !requiresBearer],
  ];
  return statuses.flatMap(([status, isPossible]) => (isPossible ? [`${operationId} ${status}`] : []));
}

it("gives every step its own name", () => {
  const names = listSteps().map(({ operation, expectation }) => `${operation} ${expectation}`);
  expect(new Set(names).size).toBe(names.length);
});

it("sends a bearer to the operations that need one by the document", () => {
  const needBearer = operations.filter(({ security }) => security.requiresBearer);
  expect(Object.keys(protectedRequests).sort()).toEqual(needBearer.map(({ operationId }) => operationId).sort());
});

it("covers every operation, parameter and property, and every status that our server can answer", async () => {
  await using target = await startServerTarget();
  const { coverage, outcome, passed, violations } = await runSmoke(target);
  expect(outcome).toBe("passed");
  expect(passed).toBe(listSteps().length);
  expect(violations).toEqual([]);
  const byKind = Object.fromEntries(coverage.map((part) => [part.kind, part]));
  expect(byKind.operations).toMatchObject({ percent: 100, missing: [] });
  expect(byKind.parameters).toMatchObject({ percent: 100, missing: [] });
  expect(byKind.properties).toMatchObject({ percent: 100, missing: [] });
  const possible = operations.flatMap(listPossible);
  const missing = byKind.statuses?.missing ?? [];
  expect(possible.filter((status) => missing.includes(status))).toEqual([]);
  // The report names all others as not answered by this server.
  expect(missing.length + possible.length).toBe(byKind.statuses?.declared);
});
