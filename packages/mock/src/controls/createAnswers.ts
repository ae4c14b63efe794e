import type { UntypedAnswer } from "./Answer.ts";
import type { UntypedRequest } from "./MockRequest.ts";

export type UntypedAnswerFunction = (
  request: UntypedRequest,
) => UntypedAnswer | undefined | Promise<UntypedAnswer | undefined>;

/** An answer that a test set. */
export interface SetAnswer {
  answer: UntypedAnswer | UntypedAnswerFunction;
  /** Its stack shows the line of the test that set the answer. */
  place: Error;
}

/** The answers that a test set, by operation. */
export interface Answers {
  set(operationId: string, answer: SetAnswer["answer"], once: boolean): void;
  /** Returns the answer to the next request. One that was set for `once` is removed. */
  take(operationId: string): SetAnswer | undefined;
  clear(): void;
}

export function createAnswers(): Answers {
  const answers = new Map<string, { once: SetAnswer[]; always: SetAnswer | undefined }>();
  return {
    set(operationId, answer, once) {
      const set = { answer, place: new Error(`the answer to ${operationId} was set here`) };
      const known = answers.get(operationId) ?? { once: [], always: undefined };
      if (once) known.once.push(set);
      else known.always = set;
      answers.set(operationId, known);
    },
    take(operationId) {
      const known = answers.get(operationId);
      return known?.once.shift() ?? known?.always;
    },
    clear: () => answers.clear(),
  };
}
