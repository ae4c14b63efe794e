import type { Operation } from "../contract/readContract.ts";
import type { Facts } from "../controls/Answer.ts";
import { Contradiction } from "../controls/checkAnswer.ts";
import type { Exchange, RecordedRequest } from "../controls/createScript.ts";
import type { Preferences } from "./parsePrefer.ts";
import { Refusal } from "./Refusal.ts";

/** What the request's `Prefer` header asks to be played, or else what the test set. Undefined leaves it to the document. */
export async function scripted(
  exchange: Exchange,
  operation: Operation,
  request: RecordedRequest,
  preferences: Preferences,
): Promise<Facts | undefined> {
  if (Object.keys(preferences).length === 0) return exchange.answerTo(operation, request);
  try {
    return exchange.preferred(operation, preferences);
  } catch (error) {
    if (error instanceof Contradiction) throw new Refusal(400, `Prefer cannot be honoured: ${error.problem}`);
    throw error;
  }
}
