import { appendPointer, type Contract, type Pointer } from "@session-api/contract";

/** The names that some schemas declare together, with those of the schemas that they combine. */
export interface DeclaredNames {
  /** The schemas of each property. */
  properties: Map<string, Pointer[]>;
  /** The schemas of the values of a map. */
  values: Pointer[];
  /** The schemas of the items of a list. */
  items: Pointer[];
}

/** Following references takes longer than the rest of a request. */
const known = new WeakMap<Contract, Map<string, DeclaredNames>>();

/** Reads the names that the schemas at some pointers declare. */
export function readDeclaredNames(contract: Contract, schemas: Pointer[]): DeclaredNames {
  const names = known.get(contract) ?? new Map<string, DeclaredNames>();
  known.set(contract, names);
  const key = schemas.join(" ");
  const declared = names.get(key) ?? read(contract, schemas);
  names.set(key, declared);
  return declared;
}

function read(contract: Contract, schemas: Pointer[]): DeclaredNames {
  const all = schemas.reduce<Pointer[]>((found, schema) => listSchemas(contract, schema, found), []);
  const properties = new Map<string, Pointer[]>();
  for (const place of all.map((schema) => contract.at(appendPointer(schema, "properties"))))
    for (const name of Object.keys(place?.value ?? {}))
      properties.set(name, [...(properties.get(name) ?? []), appendPointer(place?.pointer ?? "#", name)]);
  const findAll = (keyword: string) =>
    all
      .map((schema) => appendPointer(schema, keyword))
      // `additionalProperties: true` allows names, but it declares none.
      .filter((pointer) => typeof contract.at(pointer)?.value === "object");
  return { properties, values: findAll("additionalProperties"), items: findAll("items") };
}

/** Adds a schema and those that it combines, each once. */
function listSchemas(contract: Contract, schema: Pointer, found: Pointer[]): Pointer[] {
  const place = contract.at(schema);
  if (!place || found.includes(place.pointer)) return found;
  const { pointer, value } = place;
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((keyword) =>
    Object.keys(value[keyword] ?? {}).map((index) => appendPointer(pointer, keyword, index)),
  );
  const parts = [...lists, ...["then", "else"].map((keyword) => appendPointer(pointer, keyword))];
  return parts.reduce((all, part) => listSchemas(contract, part, all), [...found, pointer]);
}
