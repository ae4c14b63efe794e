import { exampleAnswer } from "../answers/createExample.ts";
import { findOperation } from "../contract/findOperation.ts";
import type { Contract } from "../contract/readContract.ts";
import type { Controls, ViolationOptions } from "./Controls.ts";
import { refuseUnknown } from "./checkOptions.ts";
import type { Script } from "./createScript.ts";

/** The typed side of a script. */
export function controlsOf<Operations>(script: Script, contractNow: () => Contract): Controls<Operations> {
  return {
    requests: script.requests as unknown as Controls<Operations>["requests"],
    violations: script.violations,
    on(operationId, answer, options = {}) {
      refuseUnknown("on", options, { once: ["boolean"] });
      script.on(operationId, answer as Parameters<Script["on"]>[1], options.once ?? false);
    },
    play: script.play,
    example: (operationId) => {
      const contract = contractNow();
      return exampleAnswer(contract, findOperation(contract, operationId))?.body as never;
    },
    reset(options = {}) {
      const failOnViolations = isStrict("reset", options);
      const violations = [...script.violations];
      script.reset();
      if (failOnViolations) assertNoViolations({ violations });
    },
  };
}

/** Whether violations are to be thrown. */
export function isStrict(what: string, options: ViolationOptions): boolean {
  refuseUnknown(what, options, { failOnViolations: ["boolean"] });
  return options.failOnViolations ?? false;
}

/** Throws an `Error` that lists what the app sent against the document, if it did. */
export function assertNoViolations({ violations }: Pick<Controls, "violations">): void {
  if (violations.length === 0) return;
  const lines = violations.map(({ operationId = "no operation", message }) => `  ${operationId}: ${message}`);
  throw new Error(`${violations.length} violation(s) of the document:\n${[...new Set(lines)].join("\n")}`);
}
