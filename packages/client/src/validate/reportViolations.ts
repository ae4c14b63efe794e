import { createUsageError } from "../errors/UsageError.ts";
import { findViolation } from "./findViolation.ts";
import { shapes } from "./shapes.gen.ts";
import type { Validate } from "./Validate.ts";

/**
 * Checks the required fields and their types in every response. Unknown fields and values pass, because the API gains
 * fields over time. `throw` makes a violation a `SessionError` of kind `malformed`. `warn` passes its description to
 * `report`, which is `console.warn` by default, and accepts the response. A description never contains a value.
 * Throws a `TypeError` for another mode.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 * import { reportViolations } from "@session-api/client/validate";
 *
 * const client = createSessionClient({ validate: reportViolations("warn") });
 * await client.login("john@doe.net");
 * ```
 */
export function reportViolations(mode: "warn" | "throw", report: (violation: string) => void = console.warn): Validate {
  if (mode !== "warn" && mode !== "throw")
    throw createUsageError("ERR_ARGUMENT_INVALID", 'reportViolations takes "warn" or "throw"');
  return (operation, body) => {
    const violation = findViolation(shapes[operation], body, "body");
    if (violation === undefined || mode === "throw") return violation;
    report(`${operation}: ${violation}`);
    return undefined;
  };
}
