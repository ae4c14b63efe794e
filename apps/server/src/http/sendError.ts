import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** What an error is made of: the two headers, an empty body, and a line in the log that bears the same id. */
export function errorHeaders(text: string): { "x-error": string; "x-error-id": string } {
  return { "x-error": text, "x-error-id": randomUUID() };
}

export interface ErrorAnswer {
  status: number;
  text: string;
  headers?: Record<string, string>;
  /** Why the server failed: for the log, never for the caller. */
  cause?: unknown;
}

export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, text, headers = {}, cause }: ErrorAnswer,
): void {
  const error = errorHeaders(text);
  const line = {
    errorId: error["x-error-id"],
    operationId: request.routeOptions.config.operationID,
    status,
    error: text,
  };
  if (status >= 500) request.log.error({ ...line, err: cause }, "failed");
  else request.log.info(line, "refused");
  reply
    .code(status)
    .headers({ ...error, ...headers })
    .send();
}
