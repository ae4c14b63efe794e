import { exampleAnswer } from "./contract/exampleAnswer.ts";
import type { Contract } from "./contract/readContract.ts";
import type { Controls } from "./Mock.ts";
import { findOperation, type Script } from "./script/createScript.ts";

/** The typed side of a script. */
export function controlsOf<Operations>(script: Script, contractNow: () => Contract): Controls<Operations> {
  return {
    requests: script.requests as unknown as Controls<Operations>["requests"],
    violations: script.violations,
    on: (operationId, answer, { once = false } = {}) =>
      script.on(operationId, answer as Parameters<Script["on"]>[1], once),
    play: script.play,
    example: (operationId) => {
      const contract = contractNow();
      return exampleAnswer(contract, findOperation(contract, operationId))?.body as never;
    },
    reset({ failOnViolations = false } = {}) {
      const violations = [...script.violations];
      script.reset();
      if (failOnViolations) assertNoViolations({ violations });
    },
  };
}

/** Throws an `Error` that lists what the app sent against the document, if it did. */
export function assertNoViolations({ violations }: Pick<Controls, "violations">): void {
  if (violations.length === 0) return;
  const lines = violations.map(({ operationId = "no operation", message }) => `  ${operationId}: ${message}`);
  throw new Error(`${violations.length} violation(s) of the document:\n${[...new Set(lines)].join("\n")}`);
}
