import type { Contract, Operation } from "./Contract.ts";
import { checkSecurity } from "./checkSecurity.ts";
import type { Request } from "./HttpMessage.ts";
import type { Match } from "./matchOperation.ts";
import { parseMediaType } from "./parseMediaType.ts";
import { appendPointer } from "./pointer.ts";
import { type BareViolation, createViolation, type Violation } from "./Violation.ts";
import { validateSchema } from "./validateSchema.ts";

/** Lists how a request differs from its operation: security, parameters, content type and body. */
export function checkRequest(contract: Contract, { operation, path }: Match, request: Request): Violation[] {
  const violations = [
    ...checkSecurity(operation, request),
    ...checkParameters(contract, operation, { path, query: request.query, header: request.headers }),
    ...checkBody(contract, operation, request),
  ];
  return violations.map((violation) => createViolation(contract, operation, violation));
}

/**
 * Lists how the parameters of a request differ from the document. A violation names the field and the problem without
 * quoting the document, so a server can refuse requests at the cost of the check alone.
 */
export function checkParameters(
  contract: Contract,
  { parameters }: Operation,
  sent: Record<"path" | "query" | "header", Record<string, unknown>>,
): BareViolation[] {
  return parameters.flatMap(({ name, in: where, required, pointer, schema }) => {
    // Cookies are not checked: no session API uses them.
    if (where === "cookie") return [];
    const value = sent[where][where === "header" ? name.toLowerCase() : name];
    const field = `${where}.${name}`;
    if (value !== undefined) return validateSchema(contract, schema, value, { field, coerce: true });
    if (!required) return [];
    return [{ pointer: appendPointer(pointer, "required"), field, rule: "required", problem: "is required" }];
  });
}

/** Lists how the body and the content type of a request differ from the document, without quoting it. */
export function checkBody(
  contract: Contract,
  { requestBody, pointer }: Operation,
  { headers, body }: Pick<Request, "headers" | "body">,
): BareViolation[] {
  if (!requestBody) {
    if (body === undefined) return [];
    return [{ pointer, field: "body", rule: "requestBody", problem: "is not declared: send none" }];
  }
  if (body === undefined) {
    if (!requestBody.required) return [];
    const required = appendPointer(requestBody.pointer, "required");
    return [{ pointer: required, field: "body", rule: "required", problem: "is required" }];
  }
  const type = parseMediaType(String(headers["content-type"] ?? ""));
  const media = requestBody.content.find(({ name }) => name.toLowerCase() === type);
  if (media) return validateSchema(contract, media.schema, body, { field: "body" });
  const problem = `must be one of ${requestBody.content.map(({ name }) => name).join(", ")}`;
  const content = appendPointer(requestBody.pointer, "content");
  return [{ pointer: content, field: "header.content-type", rule: "content-type", problem }];
}
