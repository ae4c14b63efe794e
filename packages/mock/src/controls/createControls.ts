import { type Contract, findOperation } from "@session-api/contract";
import { computeExpiry } from "../answers/computeExpiry.ts";
import { createExample, writeExample } from "../answers/createExample.ts";
import { assertNoViolations, parseFailOnViolations } from "./assertNoViolations.ts";
import type { Controls } from "./Controls.ts";
import { checkAnswer } from "./checkAnswer.ts";
import { checkOptions } from "./checkOptions.ts";
import type { SetAnswer } from "./createAnswers.ts";
import type { State } from "./createState.ts";

/** Makes the typed controls of a mock's state. */
export function createControls<Operations>(state: State, getContract: () => Contract): Controls<Operations> {
  const { answers, clock, records, scenario, sessions } = state;
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
    clock,
    codeOf(email) {
      if (!sessions) throw new Error("codeOf needs a mock that remembers: start it with state: true");
      if (typeof email !== "string") throw new Error("codeOf takes an email address");
      return sessions.getCode(email);
    },
    example(operationId) {
      const example = createExample(findOperation(getContract(), operationId));
      const { body } = example ? writeExample(example, computeExpiry(operationId, clock.now())) : { body: "" };
      return (body === "" ? undefined : JSON.parse(body)) as never;
    },
    coverage: () => state.coverage.read(getContract()) as never,
    reset(options = {}) {
      const failOnViolations = parseFailOnViolations("reset", options);
      const violations = [...records.violations];
      state.reset();
      if (failOnViolations) assertNoViolations(violations);
    },
  };
}
