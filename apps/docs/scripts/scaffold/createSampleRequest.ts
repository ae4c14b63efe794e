import { appendPointer, type Contract, type Operation, type Parameter } from "@session-api/contract";
import type { SampleRequest } from "./SampleRequest.ts";

/** Creates the request of an operation that its samples send. */
export function createSampleRequest(contract: Contract, operation: Operation): SampleRequest {
  const { operationId, method, path, security, requestBody } = operation;
  const inPath = readValues(contract, operation, "path");
  const inQuery = readValues(contract, operation, "query");
  const query = new URLSearchParams(Object.entries(inQuery).map(([name, value]) => [name, String(value)]));
  const filled = path.replace(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(String(inPath[name])));
  return {
    operationId,
    method,
    path,
    requiresBearer: security.requiresBearer,
    parameters: {
      ...(Object.keys(inPath).length > 0 && { path: inPath }),
      ...(query.size > 0 && { query: inQuery }),
    },
    target: query.size > 0 ? `${filled}?${query}` : filled,
    body: Object.values(requestBody?.content[0]?.examples ?? {})[0],
  };
}

function readValues(contract: Contract, { parameters }: Operation, place: Parameter["in"]): Record<string, unknown> {
  const required = parameters.filter((parameter) => parameter.in === place && parameter.required);
  return Object.fromEntries(required.map(({ name, pointer }) => [name, readExample(contract, pointer, name)]));
}

function readExample(contract: Contract, pointer: Parameter["pointer"], name: string): unknown {
  const place = contract.at(pointer);
  const [example] = Object.keys(place?.value.examples ?? {});
  if (!place || example === undefined) return name;
  return contract.at(appendPointer(place.pointer, "examples", example))?.value.value;
}
