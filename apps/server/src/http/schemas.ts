import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isEmail } from "../domain/email.ts";
import type { Schema } from "./document.ts";

// Not strict: OpenAPI's own keywords (`example`, `discriminator`) are no mistake. Never coerced: a code is a string.
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
// An email is judged in the form in which it is looked up: without the spaces around it, its domain in ASCII.
ajv.addFormat("email", isEmail);

export function compileSchema(schema: Schema): ValidateFunction {
  return ajv.compile(schema);
}

/** What is wrong, in terms of the schema: it names fields and never what was sent. */
export function describeErrors(
  errors: { instancePath: string; message?: string }[] | null | undefined,
  what: string,
): string {
  const [error] = errors ?? [];
  return error ? `${what}${error.instancePath} ${error.message}` : `${what} is not valid`;
}
