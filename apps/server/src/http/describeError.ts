import type { FastifyError } from "fastify";
import { Refusal } from "./Refusal.ts";
import { type ErrorResponse, serverErrorText } from "./sendError.ts";

/** Describes the response to an error. The framework has several statuses for a wrong request; the document has one. */
export function describeError(error: FastifyError, bodyLimitBytes: number): ErrorResponse {
  if (error instanceof Refusal) {
    const { status, message: text, headers, log } = error;
    return { status, text, headers, log };
  }
  const { code, statusCode = 500 } = error;
  if (statusCode >= 500) return { status: 500, text: serverErrorText, cause: error };
  // The framework's own words repeat what was sent.
  const isTooLarge = code === "FST_ERR_CTP_BODY_TOO_LARGE";
  const problem = isTooLarge ? `the body is larger than ${bodyLimitBytes} bytes` : "it cannot be read";
  return { status: 400, text: `invalid request: ${problem}` };
}
