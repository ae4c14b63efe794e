import { appendPointer, type Contract, type Pointer } from "@session-api/contract";
import fc from "fast-check";
import { longText } from "./oddTexts.ts";

/** The keywords of a schema that the fuzzer understands. */
export interface Schema {
  type?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  required?: string[];
  properties?: Record<string, unknown>;
}

/** Generates values that a schema of the document allows, including its limits. */
export function generateValues(
  contract: Contract,
  pointer: Pointer,
  emails: fc.Arbitrary<string>,
): fc.Arbitrary<unknown> {
  const place = contract.at(pointer);
  const { type, format, properties = {}, ...lengths }: Schema = place?.value ?? {};
  if (place && type === "object") {
    const generate = (name: string) =>
      generateValues(contract, appendPointer(place.pointer, "properties", name), emails);
    return fc.record(Object.fromEntries(Object.keys(properties).map((name) => [name, generate(name)])));
  }
  if (format === "email") return emails;
  if (type === "string") return generateTexts(lengths);
  if (type === "integer") return fc.integer();
  return type === "boolean" ? fc.boolean() : fc.jsonValue();
}

function generateTexts({ minLength = 0, maxLength }: Schema): fc.Arbitrary<string> {
  const lengths = { minLength, maxLength: maxLength ?? 60 };
  // The last one is half of a character. JSON can express it, UTF-8 cannot.
  const odd = fc.oneof(
    fc.string({ unit: "binary", ...lengths }),
    fc.constant("x".repeat(minLength)),
    fc.constant("\ud800"),
  );
  const long = maxLength === undefined ? [longText] : [];
  return fc.oneof({ withCrossShrink: true }, fc.string(lengths), odd, ...long);
}

/** Lists values that a schema refuses. */
export function listWrongValues({ type, format, minLength = 0, maxLength }: Schema): unknown[] {
  const values = [null, 0, 1.5, true, [], {}, "text"].filter((value) => typeof value !== type);
  if (type !== "string") return values;
  if (minLength > 0) values.push("");
  if (maxLength !== undefined) values.push("x".repeat(maxLength + 1), `${"x".repeat(maxLength)}@doe.net`);
  if (format === "email") values.push("john", "@", "john@", "@doe.net", "john@doe net");
  return values;
}
