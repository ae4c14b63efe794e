import type { Operation } from "../contract/readContract.ts";
import type { Facts } from "./Answer.ts";
import type { RecordedRequest, Script } from "./createScript.ts";

/** What the request's `Prefer` header asks to be played, or else what the test set. Undefined leaves it to the document. */
export async function scripted(
  script: Script,
  operation: Operation,
  request: RecordedRequest,
  { scenario, preferences }: { scenario: string | undefined; preferences: object },
): Promise<Facts | undefined> {
  if (scenario !== undefined) return script.answerIn(scenario, operation);
  return Object.keys(preferences).length > 0 ? undefined : script.answerTo(operation, request);
}
