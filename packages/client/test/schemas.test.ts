import { readFileSync } from "node:fs";
import { type Pointer, parsePointer, readContract, validateSchema } from "@session-api/contract";
import { findDocumentFile } from "@session-api/contract/file";
import type * as types from "@session-api/types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as validate from "../src/validate.ts";
import { checked } from "./observedClient.ts";

const contract = readContract(readFileSync(findDocumentFile(), "utf8"), "openapi.yaml");
const { createSessionRequestSchema, verifySessionRequestSchema, checkedSessionSchema, sessionListSchema } = validate;

const listed = { sessionID: "mine", ip: "", userAgent: "", expireAt: 1, current: true };

/** Every body of the document: its name, its schema, and an example of the document. */
const bodies = contract.operations
  .flatMap(({ requestBody, responses }) => [requestBody, ...responses].flatMap((one) => one?.content ?? []))
  .map(({ schema, examples }): [name: string, schema: validate.BodySchema<unknown>, body: object] => {
    const name = parsePointer(contract.at(schema)?.pointer ?? "#").at(-1) ?? "";
    const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}Schema`;
    const exported = Object.entries(validate).find(([key]) => key === constant)?.[1];
    return [name, exported as validate.BodySchema<unknown>, Object.values(examples)[0] as object];
  })
  .filter(([name], index, all) => all.findIndex((one) => one[0] === name) === index);

function listIssues(schema: validate.BodySchema<unknown>, value: unknown): readonly validate.Issue[] {
  return schema["~standard"].validate(value).issues ?? [];
}

/** Returns the places at which the document's own validator refuses a value, sorted. */
function listRefusedFields(name: string, value: unknown): string[] {
  const schema: Pointer = `#/components/schemas/${name}`;
  return [...new Set(validateSchema(contract, schema, value, { field: "body" }).map(({ field }) => field))].sort();
}

function listIssueFields(schema: validate.BodySchema<unknown>, value: unknown): string[] {
  return [...new Set(listIssues(schema, value).map(({ path }) => ["body", ...path].join(".")))].sort();
}

/** A text that is near an email address, or far from it. */
const text = fc.oneof(
  fc.emailAddress(),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.stringMatching(/^[a-z.@_ \-+é'"A-Z0-9]{0,20}$/),
  fc.stringMatching(/^[a-z.]{1,5}@[a-z.-]{1,9}$/),
  fc.integer({ min: 235, max: 260 }).map((length) => `${"a".repeat(length)}@doe.net`),
  fc.integer({ min: 120, max: 130 }).map((length) => "😀".repeat(length)),
);
const value = fc.oneof(
  text,
  fc.integer(),
  fc.constantFrom(0, -0, 253402300799, 253402300800, 1e300, 1.5, "", null, true, [], {}, undefined),
  fc.jsonValue(),
  fc.array(text, { maxLength: 3 }),
);

/** Replaces some fields of a body, adds one, or replaces the whole body. */
function change(body: object): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(body).map(([name, item]) => [name, changeItems(item)]));
  const changed = fc.record(fields, { requiredKeys: [] }).map((changes): unknown => ({ ...body, ...changes }));
  return fc.oneof(
    fc.constant(body),
    changed,
    value,
    fc.record({ unknown: value }).map((more) => ({ ...body, ...more })),
  );
}

function changeItems(item: unknown): fc.Arbitrary<unknown> {
  const [first] = Array.isArray(item) ? item : [];
  return typeof first === "object" ? fc.oneof(fc.array(change(first), { maxLength: 3 }), value) : value;
}

describe("a schema of a body", () => {
  it.each(bodies)("%s refuses exactly what the document refuses, and at the same fields", (name, schema, body) => {
    fc.assert(
      fc.property(change(body), (candidate) => {
        expect(listIssueFields(schema, candidate)).toEqual(listRefusedFields(name, candidate));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "john@doe.net",
    "John.O'Neil+tag@mail.example.co.uk",
    "a_b@x-y.de",
    "JOHN@DOE.NET",
    "john@doe",
    "john@doe..net",
    ".john@doe.net",
    "john.@doe.net",
    "john@-doe.net",
    "john@doe-.net",
    "john@doe.n",
    "jöhn@doe.net",
    "john@döe.net",
    '"john doe"@doe.net',
    "john@[127.0.0.1]",
    "john@127.0.0.1",
    " john@doe.net",
    "john@doe.net\n",
    "john",
    "@",
    "",
    `${"a".repeat(246)}@doe.net`,
    `${"a".repeat(247)}@doe.net`,
  ])("decides about the address %j as the document does", (email) => {
    const isRefused = listRefusedFields("CreateSessionRequest", { email }).length > 0;
    expect(listIssues(createSessionRequestSchema, { email }).length > 0).toBe(isRefused);
  });

  it("lists every issue at once, with its path and a message that names the field", () => {
    expect(listIssues(verifySessionRequestSchema, { verificationCodeID: "", code: 12345 })).toEqual([
      { path: ["verificationCodeID"], message: "verificationCodeID is empty" },
      { path: ["code"], message: "code is not a string" },
    ]);
    expect(listIssues(sessionListSchema, { sessions: [listed, { ...listed, current: 1, expireAt: -1 }] })).toEqual([
      { path: ["sessions", 1, "expireAt"], message: "sessions[1].expireAt is less than 0" },
      { path: ["sessions", 1, "current"], message: "sessions[1].current is not a boolean" },
    ]);
    expect(listIssues(checkedSessionSchema, { ...checked, alias: undefined, expireAt: 1_900_000_000_000 })).toEqual([
      { path: ["alias"], message: "alias is missing" },
      { path: ["expireAt"], message: "expireAt is greater than 253402300799" },
    ]);
    expect(listIssues(createSessionRequestSchema, { email: "a".repeat(255) })).toEqual([
      { path: ["email"], message: "email is longer than 254 characters" },
      { path: ["email"], message: "email is not an email address" },
    ]);
  });

  it("names the body when the whole body is wrong", () => {
    expect(listIssues(createSessionRequestSchema, "john@doe.net")).toEqual([
      { path: [], message: "body is not an object" },
    ]);
    expect(listIssues(createSessionRequestSchema, undefined)).toEqual([{ path: [], message: "body is missing" }]);
  });

  it("returns the same body, with its unknown fields", () => {
    const body = { email: "john@doe.net", kind: "standard" };
    const result = createSessionRequestSchema["~standard"].validate(body);
    expect(result.issues).toBeUndefined();
    expect("value" in result && result.value).toBe(body);
  });

  it.each(bodies)("%s quotes no value, because it may be a secret", (_name, schema, body) => {
    for (const wrong of ["s3cr3t", [{ ...body, sessions: ["s3cr3t"] }], fill(body)])
      expect(JSON.stringify(listIssues(schema, wrong))).not.toContain("s3cr3t");
  });

  it("has the type of the document", () => {
    type Output<Schema extends StandardSchemaV1> = StandardSchemaV1.InferOutput<Schema>;
    type Input<Schema extends StandardSchemaV1> = StandardSchemaV1.InferInput<Schema>;
    expectTypeOf<Output<typeof createSessionRequestSchema>>().toEqualTypeOf<types.CreateSessionRequest>();
    expectTypeOf<Input<typeof createSessionRequestSchema>>().toEqualTypeOf<types.CreateSessionRequest>();
    expectTypeOf<Output<typeof verifySessionRequestSchema>>().toEqualTypeOf<types.VerifySessionRequest>();
    expectTypeOf<Output<typeof validate.createdSessionSchema>>().toEqualTypeOf<types.CreatedSession>();
    expectTypeOf<Output<typeof checkedSessionSchema>>().toEqualTypeOf<types.CheckedSession>();
    expectTypeOf<Output<typeof sessionListSchema>>().toEqualTypeOf<types.SessionList>();
    expectTypeOf<Output<typeof validate.acknowledgementSchema>>().toEqualTypeOf<types.Acknowledgement>();
    expectTypeOf<Output<validate.BodySchema<string>>>().not.toBeAny();
  });

  it.each(bodies)("%s checks every keyword that the document uses in it", (name) => {
    const checkedKeywords = ["type", "required", "properties", "items", "minLength", "maxLength", "minimum", "maximum"];
    // int64 follows from the type: JavaScript has no greater integers.
    const ignored = listKeywords(`#/components/schemas/${name}`).filter(
      (keyword) => ![...checkedKeywords, "description", "format email", "format int64"].includes(keyword),
    );
    expect(ignored).toEqual([]);
  });

  it("exists for every request body and every response body", () => {
    expect(bodies.map(([name]) => name)).toEqual(expect.arrayContaining(["CreateSessionRequest", "SessionList"]));
    expect(bodies.filter(([, schema]) => !schema).map(([name]) => name)).toEqual([]);
  });
});

/** Lists the keywords of a schema and of the schemas inside, formats with their names. */
function listKeywords(pointer: Pointer): string[] {
  const place = contract.at(pointer);
  if (!place) return [];
  const { value } = place;
  const inside = [
    ...(value.items ? ["items"] : []),
    ...Object.keys(value.properties ?? {}).map((name) => `properties/${name}`),
  ];
  return [
    ...Object.keys(value).map((keyword) => (keyword === "format" ? `format ${value.format}` : keyword)),
    ...inside.flatMap((step) => listKeywords(`${place.pointer}/${step}` as Pointer)),
  ];
}

/** Replaces every field of a body with a secret of the wrong type, or with an unusable text. */
function fill(body: object): object {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === "string" ? ["s3cr3t"] : "s3cr3t"]),
  );
}
