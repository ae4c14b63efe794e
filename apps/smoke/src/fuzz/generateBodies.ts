import { appendPointer, type Contract, type Pointer } from "@session-api/contract";
import fc from "fast-check";
import type { Change, FuzzBody } from "./FuzzRequest.ts";
import { generateValues, listWrongValues, type Schema } from "./generateValues.ts";
import type { KnownValues } from "./KnownValues.ts";
import { oddText, visibleText } from "./oddTexts.ts";

/** As deep as a parser must read, and as any code that walks the value must go. */
const nested: unknown = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`);

/** Values that some databases read as a condition. */
const conditions: unknown[] = [{ $ne: "" }, { $gt: "" }, [""], { toString: "" }];

/** Generates bodies that a schema allows, with unknown fields in some of them. */
export function generateBodies(contract: Contract, schema: Pointer, { emails }: KnownValues): fc.Arbitrary<FuzzBody> {
  const names = fc.oneof({ weight: 9, arbitrary: visibleText }, fc.constantFrom("__proto__", "constructor"));
  const values = fc.oneof({ weight: 9, arbitrary: fc.jsonValue({ maxDepth: 1 }) }, fc.constant(nested));
  const unknownFields = fc
    .uniqueArray(fc.tuple(names, values), { maxLength: 2, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries));
  return fc
    .tuple(unknownFields, generateValues(contract, schema, emails))
    .map(([unknown, known]) => toJson({ ...unknown, ...Object(known) }));
}

/** Generates bodies that are right but for one mistake. */
export function generateWrongBodies(
  contract: Contract,
  pointer: Pointer,
  { emails, ids }: KnownValues,
): fc.Arbitrary<Change> {
  const { required = [], properties = {} } = readSchema(contract, pointer);
  const right = generateValues(contract, pointer, emails) as fc.Arbitrary<Record<string, unknown>>;
  const missing = fc.tuple(right, fc.constantFrom(...required)).map(([body, field]): Change => {
    const { [field]: _, ...rest } = body;
    return { body: toJson(rest), mistake: `${field} is missing` };
  });
  const mistakes = Object.keys(properties).flatMap((field) => {
    const schema = readSchema(contract, appendPointer(pointer, "properties", field));
    return listWrongValues(schema).map((value) => ({ [field]: value }));
  });
  const mistyped = fc.tuple(right, fc.constantFrom(...mistakes)).map(
    ([body, mistake]): Change => ({
      body: toJson({ ...body, ...mistake }),
      mistake: `${Object.keys(mistake)} does not match its schema`,
    }),
  );
  // The id is that of a pending session, so a server that does not check types compares its code with these values.
  const { verificationCodeID } = ids;
  const mistypedCode = fc.tuple(right, fc.constantFrom(...listWrongValues({ type: "string" }), ...conditions)).map(
    ([body, code]): Change => ({
      body: toJson({ ...body, verificationCodeID, code }),
      mistake: "code does not match its schema",
    }),
  );
  const malformed = fc.tuple(right, fc.constantFrom("", "x", "]", ",}", "}}")).map(
    ([body, end]): Change => ({
      body: toBody(JSON.stringify(body).slice(0, -1) + end),
      mistake: "its JSON is malformed",
    }),
  );
  const verifiesCode = "verificationCodeID" in properties && "code" in properties;
  const wrongValues = verifiesCode ? fc.oneof(mistyped, mistypedCode) : mistyped;
  return fc.oneof({ weight: 3, arbitrary: wrongValues }, missing, notAnObject, malformed, emptyBody, otherContentType);
}

const notAnObject = fc
  .oneof(fc.array(fc.jsonValue({ maxDepth: 1 })), fc.constantFrom(null, 0, true, "", "text"))
  .map((value): Change => ({ body: toJson(value), mistake: "its body is not an object" }));

const emptyBody = fc.constant<Change>({ body: toBody(""), mistake: "it has no body" });

const otherContentType = fc
  .constantFrom("text/plain", "application/xml", "application/x-www-form-urlencoded", "garbage")
  .map((type): Change => ({ headers: { "Content-Type": type }, mistake: "its content type is not application/json" }));

/** Bodies in encodings that a server may or may not read as the intended text. */
export const oddBody: fc.Arbitrary<Change> = fc.oneof(
  oddText.map((text) => ({ body: toBody(`\uFEFF${JSON.stringify({ text })}`), isOdd: true })),
  oddText.map((text) => ({ body: toBody(JSON.stringify({ text }), "utf16le"), isOdd: true })),
  fc.constant({ body: toBody('{"code":"\u00ff\u00fe"}', "latin1"), isOdd: true }),
  fc.constant({ body: toJson("x".repeat(5_000)), isOdd: true }),
  fc
    .constantFrom("gzip", "identity", "nonsense")
    .map((encoding) => ({ headers: { "Content-Encoding": encoding }, isOdd: true })),
);

/** A body for an operation that takes none. */
export const uselessBody: fc.Arbitrary<Change> = fc
  .oneof(oddText, fc.constant("x".repeat(5_000)))
  .map((text) => ({ body: toBody(text), isOdd: true }));

function readSchema(contract: Contract, pointer: Pointer): Schema {
  return contract.at(pointer)?.value ?? {};
}

function toJson(value: unknown): FuzzBody {
  return toBody(JSON.stringify(value));
}

function toBody(text: string, encoding: FuzzBody["encoding"] = "utf8"): FuzzBody {
  return { text, encoding };
}
