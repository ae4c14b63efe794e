import type { Operation } from "@session-api/contract";

/** An answer that the document does not allow. */
export class InvalidAnswerError extends Error {
  readonly problem: string;

  constructor({ operationId }: Operation, problem: string) {
    super(`invalid answer to ${operationId}: ${problem}`);
    this.problem = problem;
  }
}
