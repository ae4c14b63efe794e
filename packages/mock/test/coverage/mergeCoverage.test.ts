import { expect, it } from "vitest";
import type { Coverage } from "../../src/coverage/Coverage.ts";
import { mergeCoverage } from "../../src/coverage/mergeCoverage.ts";

const shared = { version: 1, document: { title: "Session API", version: "2.0.0" } } as const;
const one: Coverage = {
  ...shared,
  operations: {
    checkSession: { requests: 2, statuses: { 200: 1, 404: 1 }, fields: ["query.b"], undeclared: ["query.b"] },
    closeSession: { requests: 0, statuses: {}, fields: [], undeclared: [] },
  },
  undeclared: ["checkSession: query.b"],
};
const other: Coverage = {
  ...shared,
  operations: {
    addedSession: { requests: 1, statuses: { 200: 1 }, fields: [], undeclared: [] },
    checkSession: { requests: 1, statuses: { 404: 1 }, fields: ["header.authorization", "query.b"], undeclared: [] },
  },
  undeclared: ["GET /***"],
};

it("merges the coverage of two mocks, in any order", () => {
  const merged = mergeCoverage(one, other);
  expect(merged).toEqual({
    ...shared,
    operations: {
      addedSession: other.operations.addedSession,
      checkSession: {
        requests: 3,
        statuses: { 200: 1, 404: 2 },
        fields: ["header.authorization", "query.b"],
        undeclared: ["query.b"],
      },
      closeSession: one.operations.closeSession,
    },
    undeclared: ["GET /***", "checkSession: query.b"],
  });
  expect(JSON.stringify(mergeCoverage(other, one))).toBe(JSON.stringify(merged));
});
