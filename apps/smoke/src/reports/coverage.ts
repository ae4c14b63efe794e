import {
  appendPointer,
  type Contract,
  findResponse,
  type Operation,
  type Pointer,
  parsePointer,
  walkProperties,
} from "@session-api/contract";
import type { Exchange } from "../http/Exchange.ts";
import { parseJson } from "../http/parseJson.ts";
import type { Coverage } from "./Run.ts";

/** Lists what an exchange exercises of the document, by the names that `measureCoverage` counts. */
export function listExercised(contract: Contract, operation: Operation | undefined, exchange: Exchange): string[] {
  if (!operation) return [];
  const { operationId, parameters, requestBody } = operation;
  const names = [operationId, ...parameters.map(({ name }) => nameParameter(operationId, name))];
  const response = findResponse(operation, exchange.status);
  if (response) names.push(`${operationId} ${exchange.status}`);
  const bodies = [
    { media: requestBody?.content[0], text: exchange.requestBody ?? "" },
    { media: response?.content[0], text: exchange.text },
  ];
  for (const { media, text } of bodies)
    if (media)
      walkProperties(contract, media.schema, parseJson(text), "body", {
        onDeclared: ({ schema, name }) => names.push(nameProperty(schema, name)),
      });
  return names;
}

/** Counts the parts that the document declares, and those of them that were exercised. */
export function measureCoverage(contract: Contract, exercised: ReadonlySet<string>): Coverage[] {
  const { operations } = contract;
  const parameters = operations.flatMap(({ operationId, parameters }) =>
    parameters.map(({ name }) => nameParameter(operationId, name)),
  );
  const statuses = operations.flatMap(({ operationId, responses }) =>
    responses.map(({ name }) => `${operationId} ${name}`),
  );
  const count = (kind: Coverage["kind"], names: string[]): Coverage => {
    const missing = names.filter((name) => !exercised.has(name));
    const seen = names.length - missing.length;
    const percent = names.length === 0 ? 100 : Math.round((100 * seen) / names.length);
    return { kind, declared: names.length, seen, percent, missing };
  };
  return [
    count(
      "operations",
      operations.map(({ operationId }) => operationId),
    ),
    count("statuses", statuses),
    count("parameters", parameters),
    count("properties", listProperties(contract)),
  ];
}

function listProperties(contract: Contract): string[] {
  const names = new Set<string>();
  for (const { requestBody, responses } of contract.operations)
    for (const { schema } of [requestBody, ...responses].flatMap((body) => body?.content ?? []))
      addProperties(contract, schema, names);
  return [...names];
}

function addProperties(contract: Contract, pointer: Pointer, names: Set<string>): void {
  const schema = contract.at(pointer);
  if (!schema) return;
  const { items, properties = {} } = schema.value;
  if (items) addProperties(contract, appendPointer(schema.pointer, "items"), names);
  for (const name of Object.keys(properties)) {
    names.add(nameProperty(schema.pointer, name));
    addProperties(contract, appendPointer(schema.pointer, "properties", name), names);
  }
}

function nameParameter(operationId: string, name: string): string {
  return `${operationId} parameter ${name}`;
}

/** `CheckedSession.roles`: a property by the name of its schema. */
function nameProperty(schema: Pointer, name: string): string {
  return `${parsePointer(schema).at(-1)}.${name}`;
}
