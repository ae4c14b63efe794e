import type { OperationId } from "../errors/OperationId.ts";
import type { Validate } from "../validate/Validate.ts";
import { acknowledging } from "./operations.gen.ts";

/** Parses the text of a body. Throws the error that makes it unusable. */
export function parseBody(text: string, operation: OperationId | undefined, validate: Validate | undefined): unknown {
  if (text === "") {
    if (operation && acknowledging.includes(operation)) return undefined;
    throw new SyntaxError("it is empty");
  }
  const body = parseJson(text);
  const violation = operation && validate?.(operation, body);
  if (typeof violation === "string") throw new SyntaxError(violation);
  if (violation !== undefined) throw new TypeError("validate must return a text or undefined");
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error of the parser would quote the body, which may contain a bearer.
    throw new SyntaxError("it is not JSON");
  }
}
