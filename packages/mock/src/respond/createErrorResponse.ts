import { type Contract, createViolation, type Operation, type Violation } from "@session-api/contract";
import type { MockResponse } from "../answers/MockResponse.ts";
import { InvalidAnswerError } from "../controls/InvalidAnswerError.ts";
import { Refusal } from "./Refusal.ts";

export interface ErrorResponse {
  response: MockResponse;
  violations: Violation[];
}

/** Makes the response to a request that failed, and the violation of a refused one. */
export function createErrorResponse(
  error: unknown,
  contract: Contract,
  operation: Operation | undefined,
): ErrorResponse {
  const refusal = error instanceof Refusal ? error : new Refusal(500, `the mock failed: ${getPublicReason(error)}`);
  const { status, headers, violation } = refusal;
  const response = { status, headers, body: "" };
  if (!violation) return { response, violations: [] };
  // An operation that declares no body is itself the rule for one.
  const pointer = violation.pointer ?? operation?.requestBody?.pointer ?? operation?.pointer ?? "#/paths";
  return { response, violations: [createViolation(contract, operation, { ...violation, pointer })] };
}

/** Keeps the error of a test's function out of the response, because it may quote the request. */
function getPublicReason(error: unknown): string {
  return error instanceof InvalidAnswerError ? error.message : "reset() and close() throw the reason";
}
