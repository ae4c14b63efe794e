import type { Contract, Operation } from "@session-api/contract";
import type { UntypedAnswer } from "./Answer.ts";
import { checkAnswer } from "./checkAnswer.ts";
import { findScenarioAnswer, type ScenarioName } from "./scenarios.ts";

/** Returns the answer of a scenario to an operation, checked. Undefined leaves the response to the document. */
export function checkScenarioAnswer(
  contract: Contract,
  operation: Operation,
  name: ScenarioName,
): UntypedAnswer | undefined {
  const answer = findScenarioAnswer(name, operation.operationId);
  return answer && checkAnswer(contract, operation, answer);
}
