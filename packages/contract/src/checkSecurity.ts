import type { Credential, Operation } from "./Contract.ts";
import type { Request } from "./HttpMessage.ts";
import type { BareViolation } from "./Violation.ts";

/** Lists the credentials that a request lacks. One alternative of the document is enough. */
export function checkSecurity({ security }: Operation, request: Pick<Request, "headers" | "query">): BareViolation[] {
  const { alternatives, pointer } = security;
  const lacking = alternatives.map((credentials) => credentials.filter((one) => !carries(request, one)));
  const [first = []] = lacking;
  if (lacking.some((credentials) => credentials.length === 0)) return [];
  return first.map(({ in: where, name, scheme }) => {
    const problem = scheme === undefined ? "is required" : `must carry a ${scheme}`;
    return { pointer, field: `${where}.${name}`, rule: "security", problem };
  });
}

function carries(
  { headers, query }: Pick<Request, "headers" | "query">,
  { in: where, name, scheme }: Credential,
): boolean {
  const value = where === "header" ? headers[name.toLowerCase()] : query[name];
  if (scheme === undefined) return value !== undefined;
  return new RegExp(`^${scheme}\\s.+$`, "i").test(String(value ?? ""));
}
