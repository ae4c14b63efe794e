import type { Coverage, OperationCoverage } from "./Coverage.ts";

/** Merges the coverage of two mocks of one document: counts are added, and lists are united. */
export function mergeCoverage(one: Coverage, other: Coverage): Coverage {
  const ids = unite(Object.keys(one.operations), Object.keys(other.operations));
  return {
    version: 1,
    document: one.document,
    operations: Object.fromEntries(ids.map((id) => [id, mergeOperation(one.operations[id], other.operations[id])])),
    undeclared: unite(one.undeclared, other.undeclared),
  };
}

const unused: OperationCoverage = { requests: 0, statuses: {}, fields: [], undeclared: [] };

function mergeOperation(one = unused, other = unused): OperationCoverage {
  const statuses = unite(Object.keys(one.statuses), Object.keys(other.statuses));
  const count = (status: string) => (one.statuses[status] ?? 0) + (other.statuses[status] ?? 0);
  return {
    requests: one.requests + other.requests,
    statuses: Object.fromEntries(statuses.map((status) => [status, count(status)])),
    fields: unite(one.fields, other.fields),
    undeclared: unite(one.undeclared, other.undeclared),
  };
}

function unite(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])].sort();
}
