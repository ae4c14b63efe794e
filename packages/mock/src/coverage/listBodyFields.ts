import { appendPointer, type Contract, type Pointer } from "@session-api/contract";

/** A name that an app sent. */
export interface Field {
  /** Its path: `body.items[].name`. */
  field: string;
  isDeclared: boolean;
}

/** Lists the names in a JSON body along its schema. An undeclared name is listed without the names below it. */
export function listBodyFields(
  contract: Contract,
  schema: Pointer,
  body: unknown,
  redact: (name: string) => string,
): Field[] {
  return walk([schema], body, "body");

  function walk(schemas: Pointer[], value: unknown, path: string): Field[] {
    if (typeof value !== "object" || value === null) return [];
    const all = schemas.flatMap((one) => listSchemas(contract, one));
    if (Array.isArray(value)) {
      const items = findAll(contract, all, "items");
      return value.flatMap((item) => walk(items, item, `${path}[]`));
    }
    // An object without declared names is free-form. Its names are the app's data.
    const isFreeForm = findAll(contract, all, "properties").length === 0;
    const maps = all.filter((one) => isSchema(contract, appendPointer(one, "additionalProperties")));
    return Object.entries(value).flatMap(([name, item]) => {
      const declared = findAll(contract, all, "properties", name);
      if (declared.length > 0) return visit(name, true, walk(declared, item, `${path}.${name}`));
      // The names of a map are data too.
      if (maps.length > 0) {
        const values = maps.map((one) => appendPointer(one, "additionalProperties"));
        return visit("*", true, walk(values, item, `${path}.*`));
      }
      return isFreeForm ? [] : visit(redact(name), false, []);
    });

    function visit(name: string, isDeclared: boolean, below: Field[]): Field[] {
      return [{ field: `${path}.${name}`, isDeclared }, ...below];
    }
  }
}

/** Lists a schema and those that it combines, each once. */
function listSchemas(contract: Contract, schema: Pointer, known: Pointer[] = []): Pointer[] {
  const place = contract.at(schema);
  if (!place || known.includes(place.pointer)) return known;
  const { pointer, value } = place;
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((keyword) =>
    Object.keys(value[keyword] ?? {}).map((index) => appendPointer(pointer, keyword, index)),
  );
  const parts = [...lists, ...["then", "else"].map((keyword) => appendPointer(pointer, keyword))];
  return parts.reduce((all, part) => listSchemas(contract, part, all), [...known, pointer]);
}

function findAll(contract: Contract, schemas: Pointer[], ...tokens: string[]): Pointer[] {
  return schemas.map((one) => appendPointer(one, ...tokens)).filter((pointer) => contract.at(pointer));
}

/** `additionalProperties: true` allows names, but it declares none. */
function isSchema(contract: Contract, pointer: Pointer): boolean {
  return typeof contract.at(pointer)?.value === "object";
}
