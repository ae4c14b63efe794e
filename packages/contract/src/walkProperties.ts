import type { Contract } from "./Contract.ts";
import { appendPointer, type Pointer } from "./pointer.ts";

/** Receives the properties of a value, whose `field` is a path such as `body.sessions.0.ip`. */
export interface PropertyVisitor {
  /** `schema` is the schema object that declares the property `name`. */
  onDeclared?(property: { field: string; name: string; schema: Pointer }): void;
  onUndeclared?(property: { field: string; name: string; schema: Pointer }): void;
}

/** Walks a value along the schema at a pointer, and visits each property of its objects. */
export function walkProperties(
  contract: Contract,
  schema: Pointer,
  value: unknown,
  field: string,
  visitor: PropertyVisitor,
): void {
  const place = contract.at(schema);
  if (!place || typeof value !== "object" || value === null) return;
  const { items, properties } = place.value;
  if (Array.isArray(value)) {
    const itemSchema = appendPointer(place.pointer, "items");
    if (items)
      for (const [index, item] of value.entries())
        walkProperties(contract, itemSchema, item, `${field}.${index}`, visitor);
    return;
  }
  if (!properties) return;
  for (const [name, item] of Object.entries(value)) {
    const property = { field: `${field}.${name}`, name, schema: place.pointer };
    if (!Object.hasOwn(properties, name)) {
      visitor.onUndeclared?.(property);
      continue;
    }
    visitor.onDeclared?.(property);
    walkProperties(contract, appendPointer(place.pointer, "properties", name), item, property.field, visitor);
  }
}
