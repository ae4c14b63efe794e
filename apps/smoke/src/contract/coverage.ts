import type { Coverage } from "../reports/Run.ts";
import type { ApiDocument, Schema } from "./document.ts";

/** Counts what was seen against everything that the document declares. */
export function coverageOf(document: ApiDocument, seen: ReadonlySet<string>): Coverage[] {
  const { operations } = document;
  const properties = new Set<string>();
  for (const { body, responses } of operations) {
    if (body) addProperties(document, body, properties);
    for (const response of Object.values(responses))
      for (const { schema } of Object.values(document.resolve(response).content ?? {}))
        addProperties(document, schema, properties);
  }
  const count = (kind: Coverage["kind"], names: string[]): Coverage => {
    const missing = names.filter((name) => !seen.has(name));
    const covered = names.length - missing.length;
    return { kind, declared: names.length, seen: covered, percent: percentOf(covered, names.length), missing };
  };
  return [
    count(
      "operations",
      operations.map(({ operationID }) => operationID),
    ),
    count(
      "statuses",
      operations.flatMap(({ operationID, responses }) =>
        Object.keys(responses).map((status) => `${operationID} ${status}`),
      ),
    ),
    count(
      "parameters",
      operations.flatMap(({ operationID, parameters }) =>
        parameters.map(({ name }) => `${operationID} parameter ${name}`),
      ),
    ),
    count("properties", [...properties]),
  ];
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((100 * part) / whole);
}

function addProperties(document: ApiDocument, reference: Schema, found: Set<string>): void {
  const schema = document.resolve(reference);
  if (schema.items) addProperties(document, schema.items, found);
  for (const [field, property] of Object.entries(schema.properties ?? {})) {
    found.add(`${document.nameOf(schema)}.${field}`);
    addProperties(document, property, found);
  }
}
