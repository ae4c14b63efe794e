import type { UntypedAnswer } from "../controls/Answer.ts";
import type { SessionAnswer } from "../state/answerFromSessions.ts";

/** Whether an answer leaves the response to the sessions of the mock: it is a success and sets no body. */
export function leavesBodyOpen({ status = 200, example, body }: UntypedAnswer = {}): boolean {
  return status >= 200 && status < 300 && example === undefined && body === undefined;
}

/** Combines an answer with what the sessions decided: their body, and their status unless both are a success. */
export function combineAnswers(answer: UntypedAnswer | undefined, own: SessionAnswer): UntypedAnswer {
  const isRefused = own.status !== undefined && own.status >= 400;
  const status = isRefused ? own.status : (answer?.status ?? own.status);
  return { ...answer, ...own, status, headers: { ...own.headers, ...answer?.headers } };
}
