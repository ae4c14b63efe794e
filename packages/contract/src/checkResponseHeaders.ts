import type { Contract, Response } from "./Contract.ts";
import type { ReceivedResponse } from "./HttpMessage.ts";
import { appendPointer } from "./pointer.ts";
import type { BareViolation } from "./Violation.ts";
import { validateSchema } from "./validateSchema.ts";

/** Headers that HTTP, proxies and CORS add. The document does not describe them. */
const transportHeaders =
  /^(accept-ranges|access-control-.+|age|allow|alt-svc|cache-control|cf-.+|connection|content-.+|date|etag|expires|keep-alive|last-modified|link|location|nel|pragma|referrer-policy|report-to|server|server-timing|set-cookie|strict-transport-security|trailer|transfer-encoding|vary|via|www-authenticate|x-content-type-options|x-frame-options|x-powered-by)$/;

/** Lists required headers that are missing, headers that break their schemas, and undeclared ones. */
export function checkResponseHeaders(
  contract: Contract,
  { headers: declared, pointer }: Response,
  { headers: sent }: ReceivedResponse,
): BareViolation[] {
  const violations = declared.flatMap(({ name, required, pointer, schema }): BareViolation[] => {
    const field = `header.${name}`;
    const value = sent[name.toLowerCase()];
    if (value !== undefined) {
      const what = value === "" ? "an empty one" : "another one";
      const [violation] = validateSchema(contract, schema, value, { field, coerce: true });
      return violation ? [{ ...violation, problem: `${violation.problem}, the server sent ${what}` }] : [];
    }
    if (!required) return [];
    const problem = "is required, the server sent none";
    return [{ pointer: appendPointer(pointer, "required"), field, rule: "required", problem }];
  });
  const names = new Set(declared.map(({ name }) => name.toLowerCase()));
  const undeclared = Object.keys(sent).filter((name) => !names.has(name) && !transportHeaders.test(name));
  const where = appendPointer(pointer, "headers");
  const problem = "is not declared, the server sent one";
  return [
    ...violations,
    ...undeclared.map(
      (name): BareViolation => ({
        pointer: where,
        field: `header.${name}`,
        rule: "headers",
        problem,
        severity: "warning",
      }),
    ),
  ];
}
