import type { Violation } from "@session-api/contract";
import type { MockResponse } from "../answers/MockResponse.ts";

/** Many clients reject long headers, so the header lists only the first violations. */
const maxViolations = 10;

/** Lists the violations of a refused request in its `sl-violations` header, in the form of Prism, unless Prism did so. */
export function listViolations(response: MockResponse, violations: Violation[]): MockResponse {
  if (violations.length === 0 || "sl-violations" in response.headers) return response;
  const list = violations.slice(0, maxViolations).map(({ field, rule, problem }) => ({
    location: ["request", ...field.split(".")],
    severity: "Error",
    code: rule,
    message: problem,
  }));
  return { ...response, headers: { ...response.headers, "sl-violations": JSON.stringify(list) } };
}
