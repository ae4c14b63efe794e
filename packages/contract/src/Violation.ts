import type { Contract, Operation } from "./Contract.ts";
import type { Pointer } from "./pointer.ts";

/** One way in which a request or a response differs from the document. */
export interface Violation {
  /** The operation. Absent when the request matches none. */
  operationId?: string;
  /** The place of the difference: `body.email`, `header.x-error-id`, `path.id`, `status`. */
  field: string;
  /** The broken keyword of JSON Schema, OpenAPI or HTTP: `required`, `type`, `security`, `responses`. */
  rule: string;
  /** `warning` for what the document does not declare: the API gains fields and headers over time. */
  severity: "error" | "warning";
  /** The difference, without the field: `must be integer`. */
  problem: string;
  /** The line of the document that says so, counted from 1. */
  line: number;
  /** The whole sentence: ``body.email is required (openapi.yaml:534 says `required: [email]`)``. */
  message: string;
}

/** A violation that does not quote the document yet. It costs a server no more than the check. */
export interface BareViolation {
  pointer: Pointer;
  field: string;
  rule: string;
  problem: string;
  severity?: Violation["severity"];
}

/** Makes a violation that quotes the document. */
export function createViolation(
  contract: Contract,
  operation: Operation | undefined,
  { pointer, field, rule, problem, severity = "error" }: BareViolation,
): Violation {
  const { line, text } = contract.quote(pointer);
  const message = `${field} ${problem} (${contract.file}:${line} says \`${text}\`)`;
  const about = operation && { operationId: operation.operationId };
  return { ...about, field, rule, severity, problem, line, message };
}
