import type { Violation } from "@session-api/contract";
import type { ViolationOptions } from "./Controls.ts";
import { checkOptions } from "./checkOptions.ts";

/** Throws an `Error` that lists the violations, if there are any. */
export function assertNoViolations(violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const lines = violations.map(({ operationId = "no operation", message }) => `  ${operationId}: ${message}`);
  throw new Error(`${violations.length} violation(s) of the document:\n${[...new Set(lines)].join("\n")}`);
}

/** Returns whether `reset` or `close` must throw for violations. Throws an `Error` for wrong options. */
export function parseFailOnViolations(caller: string, options: ViolationOptions): boolean {
  checkOptions(caller, options, { failOnViolations: ["boolean"] });
  return options.failOnViolations ?? false;
}
