import { type Contract, checkBody, checkParameters, type Operation } from "@session-api/contract";
import type { FastifyRequest } from "fastify";
import { Refusal } from "./Refusal.ts";

/** Throws a `Refusal` that names the first field that differs from the document, and never the value that was sent. */
export function validateRequest(contract: Contract, operation: Operation, request: FastifyRequest): void {
  const { params, query, headers, body } = request as FastifyRequest<{ Params: Values; Querystring: Values }>;
  const [violation] = [
    ...checkParameters(contract, operation, { path: params, query, header: headers }),
    ...checkBody(contract, operation, { headers, body }),
  ];
  if (violation) throw new Refusal(400, `invalid request: ${violation.field} ${violation.problem}`);
}

type Values = Record<string, unknown>;
