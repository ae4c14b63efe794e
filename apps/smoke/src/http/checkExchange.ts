import { type Contract, checkResponse, matchOperation, type Operation, type Violation } from "@session-api/contract";
import type { Exchange } from "./Exchange.ts";

/** The operation that an exchange belongs to, and how its response differs from it. */
export interface CheckedExchange {
  /** Undefined when the request matches no operation of the document. */
  operation: Operation | undefined;
  violations: Violation[];
}

/** Checks the response of an exchange against the document. */
export function checkExchange(
  contract: Contract,
  { method, path, status, headers, text }: Exchange,
  redact?: (text: string) => string,
): CheckedExchange {
  const [plainPath = ""] = path.split("?", 1);
  const operation = matchOperation(contract, method, plainPath)?.operation;
  const received = { status, headers: Object.fromEntries(headers), body: text };
  return { operation, violations: checkResponse(contract, operation, received, redact) };
}
