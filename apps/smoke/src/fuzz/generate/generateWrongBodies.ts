import { appendPointer, type Contract, type Pointer } from "@session-api/contract";
import fc from "fast-check";
import { createBody, createJsonBody } from "./createBody.ts";
import type { Change } from "./FuzzRequest.ts";
import { generateValues, listWrongValues, type Schema } from "./generateValues.ts";
import type { KnownValues } from "./KnownValues.ts";

/** Values that some databases read as a condition. */
const conditions: unknown[] = [{ $ne: "" }, { $gt: "" }, [""], { toString: "" }];

const notAnObject = fc
  .oneof(fc.array(fc.jsonValue({ maxDepth: 1 })), fc.constantFrom(null, 0, true, "", "text"))
  .map((value): Change => ({ body: createJsonBody(value), mistake: "its body is not an object" }));

const emptyBody = fc.constant<Change>({ body: createBody(""), mistake: "it has no body" });

const otherContentType = fc
  .constantFrom("text/plain", "application/xml", "application/x-www-form-urlencoded", "garbage")
  .map((type): Change => ({ headers: { "Content-Type": type }, mistake: "its content type is not application/json" }));

/** Generates bodies that are valid except for one mistake. */
export function generateWrongBodies(contract: Contract, schema: Pointer, known: KnownValues): fc.Arbitrary<Change> {
  const { required = [], properties = {} } = readSchema(contract, schema);
  const right = generateValues(contract, schema, known.emails) as fc.Arbitrary<Record<string, unknown>>;
  const without = required.map((field) =>
    right.map(({ [field]: _, ...rest }): Change => ({ body: createJsonBody(rest), mistake: `${field} is missing` })),
  );
  const withWrongValue = Object.keys(properties).map((field) => {
    const values = listWrongValues(readSchema(contract, appendPointer(schema, "properties", field)));
    return replaceField(right, field, values);
  });
  // The id is that of a pending session, so a server that checks no types compares its code with these values.
  const { verificationCodeID } = known.ids;
  const pending = right.map((body) => ({ ...body, verificationCodeID }));
  const withWrongCode = replaceField(pending, "code", [...listWrongValues({ type: "string" }), ...conditions]);
  const malformed = fc.tuple(right, fc.constantFrom("", "x", "]", ",}", "}}")).map(
    ([body, end]): Change => ({
      body: createBody(JSON.stringify(body).slice(0, -1) + end),
      mistake: "its JSON is malformed",
    }),
  );
  const verifiesCode = "verificationCodeID" in properties && "code" in properties;
  const withWrongValues = verifiesCode ? [...withWrongValue, withWrongCode, withWrongCode] : withWrongValue;
  return fc.oneof(
    ...withWrongValues.map((arbitrary) => ({ weight: 2, arbitrary })),
    ...without,
    notAnObject,
    malformed,
    emptyBody,
    otherContentType,
  );
}

function replaceField(
  bodies: fc.Arbitrary<Record<string, unknown>>,
  field: string,
  values: unknown[],
): fc.Arbitrary<Change> {
  const mistake = `${field} does not match its schema`;
  return fc
    .tuple(bodies, fc.constantFrom(...values))
    .map(([body, value]) => ({ body: createJsonBody({ ...body, [field]: value }), mistake }));
}

function readSchema(contract: Contract, pointer: Pointer): Schema {
  return contract.at(pointer)?.value ?? {};
}
