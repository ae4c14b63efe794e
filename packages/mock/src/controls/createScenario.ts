import type { Contract } from "@session-api/contract";
import { checkScenarioAnswer } from "./checkScenarioAnswer.ts";
import { parseScenarioName, type ScenarioName } from "./scenarios.ts";

/** The scenario that a mock plays, if any. */
export interface Scenario {
  /** Throws an `Error` when there is no such scenario, or when the document does not allow one of its answers. */
  play(name: string | undefined): void;
  /** Throws an `Error` when the document, which has changed, does not allow the current scenario. */
  check(): void;
  current(): ScenarioName | undefined;
}

export function createScenario(getContract: () => Contract): Scenario {
  let current: ScenarioName | undefined;
  function check(name: ScenarioName | undefined): void {
    if (!name) return;
    const contract = getContract();
    try {
      for (const operation of contract.operations) checkScenarioAnswer(contract, operation, name);
    } catch (cause) {
      throw new Error(`the document does not allow the scenario ${name}: ${(cause as Error).message}`, { cause });
    }
  }
  return {
    play(name) {
      const next = name === undefined ? undefined : parseScenarioName(name);
      check(next);
      current = next;
    },
    check: () => check(current),
    current: () => current,
  };
}
