import { appendPointer, type Pointer, parsePointer } from "./pointer.ts";

// biome-ignore lint/suspicious/noExplicitAny: a part of the document can be anything, and lint has validated the document.
export type Part = any;

/** A part of the document and the pointer to it, with every `$ref` on the way followed. */
export interface Place {
  pointer: Pointer;
  value: Part;
}

/** Returns the part at a pointer, or undefined when the document has none. Throws an `Error` for a dangling `$ref`. */
export function resolvePointer(document: Part, pointer: Pointer): Place | undefined {
  let place: Place = { pointer: "#", value: document };
  for (const token of parsePointer(pointer)) {
    const value = Object.hasOwn(Object(place.value), token) ? place.value[token] : undefined;
    place = { pointer: appendPointer(place.pointer, token), value };
    if (typeof value?.$ref !== "string") continue;
    const target = resolvePointer(document, value.$ref);
    if (!target) throw new Error(`it refers to ${value.$ref}, which it does not have`);
    place = target;
  }
  return place.value === undefined ? undefined : place;
}

/** Lists every `$ref` of a part. */
export function listReferences(part: Part): string[] {
  if (typeof part !== "object" || part === null) return [];
  const own = typeof part.$ref === "string" ? [part.$ref] : [];
  return [...own, ...Object.values(part).flatMap(listReferences)];
}
