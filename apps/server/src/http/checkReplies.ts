import {
  type Contract,
  checkResponse,
  createViolation,
  findResponse,
  type Operation,
  type ReceivedResponse,
  type Violation,
} from "@session-api/contract";
import type { FastifyInstance, FastifyReply } from "fastify";
import { prepareError, serverErrorText } from "./sendError.ts";

/** Checks every response of an operation against the document. One that differs becomes a 500, and the log says why. */
export function checkReplies(app: FastifyInstance, contract: Contract): void {
  app.addHook("onSend", async (request, reply, payload) => {
    const { operation } = request.routeOptions.config;
    if (!operation) return payload;
    const errors = listErrors(contract, operation, readReply(reply, payload));
    if (errors.length === 0) return payload;
    const differences = errors.map(({ message }) => message).join("; ");
    const what = `${operation.operationId} responded with ${reply.statusCode}, which differs from the document`;
    const cause = new Error(`${what}: ${differences}`);
    prepareError(request, reply, { status: 500, text: serverErrorText, cause });
    return "";
  });
}

function readReply(reply: FastifyReply, payload: unknown): ReceivedResponse {
  const headers = Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]);
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body: String(payload ?? "") };
}

function listErrors(contract: Contract, operation: Operation, response: ReceivedResponse): Violation[] {
  // The log must not hold a name or an address, so no value is quoted.
  const violations = checkResponse(contract, operation, response, () => "…");
  return [...violations, ...findUndeclaredBody(contract, operation, response)].filter(
    ({ severity }) => severity === "error",
  );
}

/** The contract allows a body where none is declared, because other services send one. This server does not. */
function findUndeclaredBody(contract: Contract, operation: Operation, { status, body }: ReceivedResponse): Violation[] {
  const declared = findResponse(operation, status);
  if (!declared || declared.content.length > 0 || body === "") return [];
  const problem = "is not declared, the server sent one";
  return [createViolation(contract, operation, { pointer: declared.pointer, field: "body", rule: "content", problem })];
}
