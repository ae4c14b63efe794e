import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** What an error is made of: two headers and no body. */
export function errorHeaders(text: string): Record<"x-error" | "x-error-id" | "cache-control", string> {
  return { "x-error": text, "x-error-id": randomUUID(), "cache-control": "no-store" };
}

export interface ErrorAnswer {
  status: number;
  text: string;
  headers?: Record<string, string>;
  /** What the log says of it beside its error id. */
  log?: object;
  /** Why the server failed: for the log, never for the caller. */
  cause?: unknown;
}

/** Answers with an error. A line in the log bears the same id. */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: ErrorAnswer): void {
  prepareError(request, reply, error);
  reply.send();
}

/** Puts an error in the place of whatever the reply was going to be. */
export function prepareError(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, text, headers = {}, log = {}, cause }: ErrorAnswer,
): void {
  const error = errorHeaders(text);
  const { operationID } = request.routeOptions.config;
  const line = { errorId: error["x-error-id"], operationId: operationID, status, error: text, ...log };
  if (status >= 500) request.log.error({ ...line, err: cause }, "failed");
  else request.log.info(line, "refused");
  reply
    .code(status)
    .headers({ ...error, ...headers })
    .removeHeader("content-type")
    .removeHeader("content-length");
}

export const serverFailed = "internal server error: please contact support if it persists";
