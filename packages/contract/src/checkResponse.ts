import type { Contract, Operation, Response } from "./Contract.ts";
import { checkResponseBody } from "./checkResponseBody.ts";
import { checkResponseHeaders } from "./checkResponseHeaders.ts";
import type { ReceivedResponse } from "./HttpMessage.ts";
import { findResponse } from "./matchOperation.ts";
import { appendPointer } from "./pointer.ts";
import { type BareViolation, createViolation, type Violation } from "./Violation.ts";

/**
 * Lists how a response differs from its operation: status, headers, content type and body. `operation` is undefined
 * when the request matches none; an error must carry its two headers all the same.
 *
 * A violation quotes what the server sent. `redact` removes secrets from it before it is shortened, because half a
 * secret could no longer be recognised.
 */
export function checkResponse(
  contract: Contract,
  operation: Operation | undefined,
  received: ReceivedResponse,
  redact: (text: string) => string = (text) => text,
): Violation[] {
  const { status } = received;
  const declared = operation && findResponse(operation, status);
  const isSuccess = status === 200 || status === 202;
  const violations: BareViolation[] = [];
  if (operation && !declared) violations.push(createStatusViolation(operation, status));
  if (declared) {
    violations.push(...checkResponseHeaders(contract, declared, received));
    violations.push(...checkResponseBody(contract, declared, received, redact));
  } else if (!isSuccess) {
    const error = findErrorResponse(contract);
    if (error) violations.push(...checkResponseHeaders(contract, error, received));
  }
  return violations.map((violation) => createViolation(contract, operation, violation));
}

function createStatusViolation({ pointer, responses }: Operation, status: number): BareViolation {
  const problem = `must be one of ${responses.map(({ name }) => name).join(", ")}, the server sent ${status}`;
  return { pointer: appendPointer(pointer, "responses"), field: "status", rule: "responses", problem };
}

/** Every error carries the same headers, so the first declared 404 stands for an error that no operation declares. */
function findErrorResponse({ operations }: Contract): Response | undefined {
  return operations.flatMap(({ responses }) => responses.find(({ status }) => status === 404) ?? [])[0];
}
