import { appendPointer, type Contract, type Pointer, parsePointer } from "@session-api/contract";

/** The schema of a request or response body, which is a component of the document. */
export interface Body {
  /** The name of the component, which is that of the type. */
  name: string;
  description: string;
  /** Source text: an object of `JsonSchema`, which names the formats. */
  schema: string;
}

/** The formats that `src/validate` checks, each a file of that name. */
export const formats: string[] = ["email"];
const keywords = ["type", "minLength", "maxLength", "minimum", "maximum", "required"];

/** Lists the bodies of the document: those of requests, and those of responses to carried out requests. */
export function readBodySchemas(contract: Contract): Body[] {
  const contents = contract.operations.flatMap(({ requestBody, responses }) => [
    ...(requestBody?.content ?? []),
    ...responses.filter(({ status }) => status < 300).flatMap(({ content }) => content),
  ]);
  const places = contents.flatMap(({ schema }) => contract.at(schema) ?? []);
  const bodies = places
    .filter(({ pointer }) => pointer.startsWith("#/components/schemas/"))
    .map(({ pointer, value }): [string, Body] => {
      const name = parsePointer(pointer).at(-1) ?? "";
      return [name, { name, description: value.description ?? "", schema: printSchema(contract, pointer) }];
    });
  return [...new Map(bodies).values()];
}

/** Prints what is checked of a schema. The service checks the rest. */
function printSchema(contract: Contract, schema: Pointer): string {
  const { pointer, value } = contract.at(schema) ?? { pointer: schema, value: {} };
  // A list of types is not checked, and neither is what depends on the type.
  if (typeof value.type !== "string") return "{}";
  const parts = keywords
    .filter((keyword) => Object.hasOwn(value, keyword))
    .map((keyword) => `${keyword}: ${JSON.stringify(value[keyword])}`);
  if (formats.includes(value.format)) parts.push(`format: ${value.format}`);
  if (value.items) parts.push(`items: ${printSchema(contract, appendPointer(pointer, "items"))}`);
  const properties = Object.keys(value.properties ?? {}).map(
    (name) => `${JSON.stringify(name)}: ${printSchema(contract, appendPointer(pointer, "properties", name))}`,
  );
  if (properties.length > 0) parts.push(`properties: { ${properties.join(", ")} }`);
  return `{ ${parts.join(", ")} }`;
}
