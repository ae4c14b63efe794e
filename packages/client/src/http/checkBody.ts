import type { OperationId } from "../errors/OperationId.ts";
import type { Validate } from "../validate/Validate.ts";
import { acknowledging } from "./operations.gen.ts";

/** Returns the error that makes the text of a body unusable, or undefined. */
export function checkBody(text: string, operation: OperationId | undefined, validate: Validate | undefined): unknown {
  if (text === "") return operation && acknowledging.includes(operation) ? undefined : new SyntaxError("it is empty");
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The error of the parser would quote the body, which may contain a bearer.
    return new SyntaxError("it is not JSON");
  }
  try {
    const violation = operation && validate?.(operation, body);
    return violation === undefined ? undefined : new SyntaxError(violation);
  } catch (error) {
    return error;
  }
}
