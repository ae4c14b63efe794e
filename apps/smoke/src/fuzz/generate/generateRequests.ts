import type { Contract, Operation } from "@session-api/contract";
import fc from "fast-check";
import { anyHeaders } from "./anyHeaders.ts";
import type { FuzzRequest } from "./FuzzRequest.ts";
import { generateBearers, generateWrongBearers } from "./generateBearers.ts";
import { generateBodies } from "./generateBodies.ts";
import { generatePaths } from "./generatePaths.ts";
import { generateUndeclared } from "./generateUndeclared.ts";
import { generateWrongBodies } from "./generateWrongBodies.ts";
import type { KnownValues } from "./KnownValues.ts";
import { oddBody, uselessBody } from "./oddBodies.ts";

/** Generates requests of every operation: valid ones, odd ones, and ones with one mistake. Some match no operation. */
export function generateRequests(contract: Contract, known: KnownValues): fc.Arbitrary<FuzzRequest> {
  const declared = fc
    .constantFrom(...contract.operations)
    .chain((operation) => generateForOperation(contract, operation, known));
  return fc.oneof({ weight: 8, arbitrary: declared }, { weight: 2, arbitrary: generateUndeclared(contract) });
}

function generateForOperation(contract: Contract, operation: Operation, known: KnownValues): fc.Arbitrary<FuzzRequest> {
  const schema = operation.requestBody?.content[0]?.schema;
  const right: fc.Arbitrary<FuzzRequest> = fc.record({
    method: fc.constant(operation.method),
    path: generatePaths(operation),
    headers: anyHeaders,
    bearer: generateBearers(operation),
    body: schema ? generateBodies(contract, schema, known) : fc.constant(undefined),
    mistake: fc.constant(undefined),
    isOdd: fc.constant(false),
  });
  const changes = fc.oneof(
    ...(operation.security.requiresBearer ? [{ weight: 2, arbitrary: generateWrongBearers(operation, known) }] : []),
    ...(schema ? [generateWrongBodies(contract, schema, known), oddBody] : [uselessBody]),
  );
  const changed = fc
    .tuple(right, changes)
    .map(([request, change]) => ({ ...request, ...change, headers: { ...request.headers, ...change.headers } }));
  return fc.oneof(right, changed);
}
