import { type Contract, findResponse } from "@session-api/contract";
import type { MatchedRequest } from "../answers/ResponseSource.ts";
import type { Coverage, OperationCoverage } from "./Coverage.ts";
import { listFields } from "./listFields.ts";

/** An app that sends new names for ever must not fill the memory. */
const maxNames = 1_000;

/** Collects the parts of the API that requests use, over the whole life of a mock. */
export interface CoverageLog {
  /** Adds a request. The status is undefined when the connection was cut. */
  addRequest(contract: Contract, request: MatchedRequest, status: number | undefined): void;
  /** Adds a request that matches no operation: its method and its redacted path. */
  addUnmatched(route: string): void;
  /** Returns a copy, with each list sorted. */
  read(contract: Contract): Coverage;
}

interface Usage {
  requests: number;
  statuses: Map<number, number>;
  fields: Set<string>;
  undeclared: Set<string>;
}

export function createCoverageLog(): CoverageLog {
  const usages = new Map<string, Usage>();
  const unmatched = new Set<string>();

  return {
    addRequest(contract, request, status) {
      const { operation } = request.match;
      const usage = usages.get(operation.operationId) ?? createUsage();
      usages.set(operation.operationId, usage);
      usage.requests += 1;
      for (const { field, isDeclared } of listFields(contract, request)) {
        add(usage.fields, field);
        if (!isDeclared) add(usage.undeclared, field);
      }
      if (status === undefined) return;
      usage.statuses.set(status, (usage.statuses.get(status) ?? 0) + 1);
      if (!findResponse(operation, status)) add(usage.undeclared, `status.${status}`);
    },
    addUnmatched: (route) => add(unmatched, route),
    read(contract) {
      const ids = [...contract.operations.map(({ operationId }) => operationId), ...usages.keys()];
      const operations = [...new Set(ids)].sort().map((id) => [id, readUsage(usages.get(id))] as const);
      const lines = operations.flatMap(([id, { undeclared }]) => undeclared.map((field) => `${id}: ${field}`));
      const { title = "", version = "" } = (contract.document as { info?: Partial<Coverage["document"]> }).info ?? {};
      return {
        version: 1,
        document: { title: String(title), version: String(version) },
        operations: Object.fromEntries(operations),
        undeclared: [...lines, ...unmatched].sort(),
      };
    },
  };
}

function createUsage(): Usage {
  return { requests: 0, statuses: new Map(), fields: new Set(), undeclared: new Set() };
}

function readUsage({ requests, statuses, fields, undeclared }: Usage = createUsage()): OperationCoverage {
  return {
    requests,
    statuses: Object.fromEntries(statuses),
    fields: [...fields].sort(),
    undeclared: [...undeclared].sort(),
  };
}

function add(names: Set<string>, name: string): void {
  names.add(names.size < maxNames || names.has(name) ? name : "***");
}
