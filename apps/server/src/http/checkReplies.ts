import type { ValidateFunction } from "ajv/dist/2020.js";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ApiDocument, Operation } from "./document.ts";
import { compileSchema, describeErrors } from "./schemas.ts";
import { prepareError, serverFailed } from "./sendError.ts";

interface Expected {
  requiredHeaders: string[];
  body: ValidateFunction | undefined;
}

/** Holds every reply of an operation against the document. What differs becomes a 500 that says so in the log. */
export function checkReplies(app: FastifyInstance, { operations }: ApiDocument): void {
  const declared = new Map(operations.map((operation) => [operation.operationID, expectedOf(operation)]));
  app.addHook("onSend", async (request, reply, payload) => {
    const { operationID } = request.routeOptions.config;
    if (!operationID) return payload;
    const problem = problemOf(reply, payload, declared.get(operationID)?.get(reply.statusCode));
    if (!problem) return payload;
    const cause = new Error(`${operationID} answered ${reply.statusCode} against the document: ${problem}`);
    prepareError(request, reply, { status: 500, text: serverFailed, cause });
    return "";
  });
}

function expectedOf({ responses }: Operation): Map<number, Expected> {
  return new Map(
    Object.entries(responses).map(([status, { headers = {}, content }]) => {
      const requiredHeaders = Object.keys(headers).filter((name) => headers[name]?.required);
      return [Number(status), { requiredHeaders, body: content && compileSchema(content["application/json"].schema) }];
    }),
  );
}

function problemOf(reply: FastifyReply, payload: unknown, expected: Expected | undefined): string | undefined {
  if (!expected) return "the status is not declared";
  const missing = expected.requiredHeaders.find((name) => !reply.getHeader(name));
  if (missing) return `the header ${missing} is missing`;
  if (!expected.body) return payload ? "there is a body and none is declared" : undefined;
  if (!/^application\/json\b/.test(String(reply.getHeader("content-type"))))
    return "the content type is not application/json";
  return expected.body(JSON.parse(String(payload))) ? undefined : describeErrors(expected.body.errors, "body");
}
