import { type Contract, findOperation } from "@session-api/contract";
import { createExample } from "../answers/createExample.ts";
import { assertNoViolations, parseFailOnViolations } from "./assertNoViolations.ts";
import type { Controls } from "./Controls.ts";
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
    coverage: () => state.coverage.read(getContract()) as never,
    example: (operationId) => createExample(findOperation(getContract(), operationId))?.body as never,
    reset(options = {}) {
      const failOnViolations = parseFailOnViolations("reset", options);
      const violations = [...records.violations];
      state.reset();
      if (failOnViolations) assertNoViolations(violations);
    },
  };
}
