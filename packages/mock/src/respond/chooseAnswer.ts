import type { Contract } from "@session-api/contract";
import type { MatchedRequest } from "../answers/ResponseSource.ts";
import type { UntypedAnswer } from "../controls/Answer.ts";
import { checkAnswer } from "../controls/checkAnswer.ts";
import { checkScenarioAnswer } from "../controls/checkScenarioAnswer.ts";
import type { RequestState } from "../controls/createState.ts";
import { InvalidAnswerError } from "../controls/InvalidAnswerError.ts";
import { copyJson } from "../document/copyJson.ts";
import { hasPreferences, type Preferences } from "./parsePrefer.ts";
import { Refusal } from "./Refusal.ts";
import { raceAbort } from "./raceAbort.ts";
import { toUntypedRequest } from "./toUntypedRequest.ts";

/** A valid request, with everything that decides its answer. */
export interface Choice {
  contract: Contract;
  request: MatchedRequest;
  preferences: Preferences;
  state: RequestState;
}

/**
 * Chooses the answer to a valid request: the one that its `Prefer` header wants, else the one that the test set, else
 * that of the scenario. Undefined leaves the response to the document.
 *
 * Throws a `Refusal` when the document does not allow the preferred answer, and an `Error` when the answer of the test
 * is wrong.
 */
export async function chooseAnswer(choice: Choice): Promise<UntypedAnswer | undefined> {
  return hasPreferences(choice.preferences) ? choosePreferred(choice) : chooseSet(choice);
}

function choosePreferred({ contract, request, preferences }: Choice): UntypedAnswer | undefined {
  const { operation } = request.match;
  const { scenario, status, example } = preferences;
  try {
    if (scenario !== undefined) return checkScenarioAnswer(contract, operation, scenario);
    if (status === undefined && example === undefined) return undefined;
    return checkAnswer(contract, operation, { status, example });
  } catch (error) {
    if (error instanceof InvalidAnswerError) throw new Refusal(400, `Prefer cannot be honoured: ${error.problem}`);
    throw error;
  }
}

async function chooseSet({ contract, request, state }: Choice): Promise<UntypedAnswer | undefined> {
  const { operation } = request.match;
  const set = state.takeAnswer(operation.operationId);
  const scenario = state.scenario();
  if (!set) return scenario && checkScenarioAnswer(contract, operation, scenario);
  const { answer, place } = set;
  try {
    // The function gets a copy, so that it cannot change the recorded request.
    const copy = () => copyJson(toUntypedRequest(request));
    const chosen = typeof answer === "function" ? await raceAbort(() => answer(copy()), state.signal) : answer;
    if (state.signal.aborted) return { cut: true };
    return chosen === undefined ? undefined : checkAnswer(contract, operation, chosen);
  } catch (error) {
    if (state.signal.aborted) return { cut: true };
    const failure = error instanceof Error ? error : new Error(String(error));
    failure.cause ??= place;
    throw failure;
  }
}
