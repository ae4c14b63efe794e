import type { Violation } from "@session-api/contract";
import type { UntypedRequest } from "./MockRequest.ts";
import { redactBearer } from "./redactBearer.ts";

/** A mock that runs for days keeps only the latest requests and violations, so that it stays small. */
const maxRecords = 1_000;

/** The requests that a mock received, and how they differed from the document. */
export interface Records {
  readonly requests: UntypedRequest[];
  readonly violations: Violation[];
  /** Adds a request with its bearer redacted. */
  addRequest(request: UntypedRequest): void;
  addViolations(violations: Violation[]): void;
  /** Counts a request of an operation, and returns how many there have been. */
  countTurn(operationId: string): number;
  clear(): void;
}

export function createRecords(): Records {
  const requests: UntypedRequest[] = [];
  const violations: Violation[] = [];
  const turns = new Map<string, number>();
  return {
    requests,
    violations,
    addRequest: (request) => addLatest(requests, redactBearer(request)),
    addViolations(added) {
      for (const violation of added) addLatest(violations, violation);
    },
    countTurn(operationId) {
      const turn = (turns.get(operationId) ?? 0) + 1;
      turns.set(operationId, turn);
      return turn;
    },
    clear() {
      requests.length = 0;
      violations.length = 0;
      turns.clear();
    },
  };
}

function addLatest<Item>(list: Item[], item: Item): void {
  list.push(item);
  if (list.length > maxRecords) list.shift();
}
