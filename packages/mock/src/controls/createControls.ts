import { type Contract, findOperation, type Violation } from "@session-api/contract";
import { createExample } from "../answers/createExample.ts";
import type { Controls, ViolationOptions } from "./Controls.ts";
import { checkAnswer } from "./checkAnswer.ts";
import { checkOptions } from "./checkOptions.ts";
import type { SetAnswer } from "./createAnswers.ts";
import type { State } from "./createState.ts";

/** Makes the typed controls of a mock's state. */
export function createControls<Operations>(state: State, getContract: () => Contract): Controls<Operations> {
  const { answers, records, scenario } = state;
  return {
    requests: records.requests as unknown as Controls<Operations>["requests"],
    violations: records.violations,
    on(operationId, typedAnswer, options = {}) {
      checkOptions("on", options, { once: ["boolean"] });
      const contract = getContract();
      const operation = findOperation(contract, operationId);
      const answer = typedAnswer as SetAnswer["answer"];
      const checked = typeof answer === "function" ? answer : checkAnswer(contract, operation, answer);
      answers.set(operationId, checked, options.once ?? false);
    },
    play: scenario.play,
    example: (operationId) => createExample(findOperation(getContract(), operationId))?.body as never,
    reset(options = {}) {
      const failOnViolations = parseFailOnViolations("reset", options);
      const violations = [...records.violations];
      state.reset();
      if (failOnViolations) assertNoViolations(violations);
    },
  };
}

export function parseFailOnViolations(caller: string, options: ViolationOptions): boolean {
  checkOptions(caller, options, { failOnViolations: ["boolean"] });
  return options.failOnViolations ?? false;
}

/** Throws an `Error` that lists the violations, if there are any. */
export function assertNoViolations(violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const lines = violations.map(({ operationId = "no operation", message }) => `  ${operationId}: ${message}`);
  throw new Error(`${violations.length} violation(s) of the document:\n${[...new Set(lines)].join("\n")}`);
}
