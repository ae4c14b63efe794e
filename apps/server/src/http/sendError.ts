import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Says nothing of the cause, because callers must not learn it. The log has it. */
export const serverErrorText = "internal server error: please contact support if it persists";

/** An error is two headers and no body. */
export interface ErrorResponse {
  status: number;
  /** The text of `x-error`. It must not hold anything that the caller sent. */
  text: string;
  headers?: Record<string, string>;
  /** Facts for the line in the log, which has the error id anyway. */
  log?: object;
  /** The cause of a failure, for the log only. */
  cause?: unknown;
}

/** Sends an error, and writes a line with the same error id to the log. */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: ErrorResponse): void {
  prepareError(request, reply, error);
  reply.send();
}

/** Turns a reply that is not sent yet into an error. */
export function prepareError(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, text, headers = {}, log = {}, cause }: ErrorResponse,
): void {
  const errorHeaders = createErrorHeaders(text);
  const { operation } = request.routeOptions.config;
  const ids = { errorId: errorHeaders["x-error-id"], operationId: operation?.operationId };
  const line = { ...ids, status, error: text, ...log };
  if (status >= 500) request.log.error({ ...line, err: cause }, "failed");
  else request.log.info(line, "refused");
  reply
    .code(status)
    .headers({ ...errorHeaders, ...headers })
    .removeHeader("content-type")
    .removeHeader("content-length");
}

/** Creates the headers that every error carries, with an error id of its own. */
export function createErrorHeaders(text: string): Record<"x-error" | "x-error-id" | "cache-control", string> {
  return { "x-error": text, "x-error-id": randomUUID(), "cache-control": "no-store" };
}
