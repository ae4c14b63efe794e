import { readContract, validateSchema } from "@session-api/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonSchema } from "../src/validate/JsonSchema.ts";
import { listIssues } from "../src/validate/listIssues.ts";

const characters = fc.string({ unit: "grapheme", maxLength: 5 });
// Those that JSON can spell.
const numbers = fc.oneof(fc.integer({ min: -3, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true }));

// Keywords and types that the bodies of the document do not use, or not together.
const cases: [title: string, schema: JsonSchema, values: fc.Arbitrary<unknown>][] = [
  ["counts characters, not UTF-16 units", { type: "string", minLength: 2, maxLength: 3 }, characters],
  ["limits a number", { type: "number", minimum: -1, maximum: 2.5 }, numbers],
  ["limits an integer", { type: "integer", minimum: -1, maximum: 2 }, numbers],
  ["accepts null where the document does", { type: "null" }, fc.constantFrom(null, 0, "", {}, [])],
  ["accepts every value without a type", {}, fc.jsonValue()],
  [
    "checks the items of items",
    { type: "array", items: { type: "array", items: { type: "boolean" } } },
    fc.jsonValue(),
  ],
  ["accepts every item without a schema of items", { type: "array" }, fc.jsonValue()],
  [
    "checks an optional property only if it exists",
    { type: "object", required: ["a"], properties: { a: { type: "null" }, b: { type: "object" } } },
    fc.record({ a: fc.constantFrom(null, 1), b: fc.constantFrom({}, null, []) }, { requiredKeys: [] }),
  ],
];

it.each(cases)("%s", (_title, schema, values) => {
  const document = { openapi: "3.1.0", paths: {}, components: { schemas: { Body: schema } } };
  const contract = readContract(JSON.stringify(document), "test.json");
  fc.assert(
    fc.property(values, (value) => {
      const violations = validateSchema(contract, "#/components/schemas/Body", value, { field: "body" });
      const refused = [...new Set(violations.map(({ field }) => field))].sort();
      const listed = [...new Set(listIssues(schema, value).map(({ path }) => ["body", ...path].join(".")))].sort();
      expect(listed).toEqual(refused);
    }),
    { numRuns: 300 },
  );
});

it("says how many characters are missing or too many", () => {
  const schema = { type: "string", minLength: 2, maxLength: 3 };
  expect(listIssues(schema, "a")).toEqual([{ path: [], message: "body is shorter than 2 characters" }]);
  expect(listIssues(schema, "abcd")).toEqual([{ path: [], message: "body is longer than 3 characters" }]);
});
