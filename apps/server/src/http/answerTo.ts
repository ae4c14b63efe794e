import type { FastifyError } from "fastify";
import { Refusal } from "./Refusal.ts";
import { describeErrors } from "./schemas.ts";
import { type ErrorAnswer, serverFailed } from "./sendError.ts";

/** What an error becomes. The framework has statuses of its own for what a caller did wrong; the document has one. */
export function answerTo(error: FastifyError, bodyLimitBytes: number): ErrorAnswer {
  if (error instanceof Refusal) {
    const { status, message: text, headers, log } = error;
    return { status, text, headers, log };
  }
  const problem = problemOf(error, bodyLimitBytes);
  return problem === undefined
    ? { status: 500, text: serverFailed, cause: error }
    : { status: 400, text: `invalid request: ${problem}` };
}

/** In our words, since the framework's repeat what was sent. */
function problemOf(error: FastifyError, bodyLimitBytes: number): string | undefined {
  const { validation, validationContext = "request", code, statusCode = 500 } = error;
  if (validation) return describeErrors(validation, validationContext);
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return `the body is larger than ${bodyLimitBytes} bytes`;
  return statusCode < 500 ? "it cannot be read" : undefined;
}
