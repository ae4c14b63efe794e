import type { Contract, Pointer } from "@session-api/contract";
import { readDeclaredNames } from "./readDeclaredNames.ts";

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
    const { properties, values, items } = readDeclaredNames(contract, schemas);
    if (Array.isArray(value)) return value.flatMap((item) => walk(items, item, `${path}[]`));
    return Object.entries(value).flatMap(([name, item]) => {
      const declared = properties.get(name);
      if (declared) return visit(name, declared, item);
      // The names of a map are data.
      if (values.length > 0) return visit("*", values, item);
      // So are those of an object without declared names.
      return properties.size === 0 ? [] : [{ field: `${path}.${redact(name)}`, isDeclared: false }];
    });

    function visit(name: string, below: Pointer[], item: unknown): Field[] {
      const field = `${path}.${name}`;
      return [{ field, isDeclared: true }, ...walk(below, item, field)];
    }
  }
}
