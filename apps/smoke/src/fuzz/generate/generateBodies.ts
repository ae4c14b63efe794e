import type { Contract, Pointer } from "@session-api/contract";
import fc from "fast-check";
import { createJsonBody } from "./createBody.ts";
import type { FuzzBody } from "./FuzzRequest.ts";
import { generateValues } from "./generateValues.ts";
import type { KnownValues } from "./KnownValues.ts";
import { visibleText } from "./oddTexts.ts";

/** Nested so deeply that code which reads it recursively may fail. */
const nested: unknown = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`);

const names = fc.oneof({ weight: 9, arbitrary: visibleText }, fc.constantFrom("__proto__", "constructor"));
const values = fc.oneof({ weight: 9, arbitrary: fc.jsonValue({ maxDepth: 1 }) }, fc.constant(nested));
const unknownFields = fc
  .uniqueArray(fc.tuple(names, values), { maxLength: 2, selector: ([name]) => name })
  .map((entries) => Object.fromEntries(entries));

/** Generates bodies that a schema allows. Some have unknown fields. */
export function generateBodies(contract: Contract, schema: Pointer, { emails }: KnownValues): fc.Arbitrary<FuzzBody> {
  return fc
    .tuple(unknownFields, generateValues(contract, schema, emails))
    .map(([unknown, known]) => createJsonBody({ ...unknown, ...Object(known) }));
}
