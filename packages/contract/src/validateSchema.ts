import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Contract } from "./Contract.ts";
import { appendPointer, type Pointer } from "./pointer.ts";
import type { Part } from "./resolvePointer.ts";
import type { BareViolation } from "./Violation.ts";

/** A violation of a schema, and the value that breaks it. */
export interface SchemaViolation extends BareViolation {
  /** The value at `field`. Undefined where a required one is missing. */
  value: unknown;
}

/**
 * Lists how a value differs from the schema at a pointer. `field` is the name of the value, such as `body`. With
 * `coerce`, a text stands for the number or boolean that it spells, as in a path or a header.
 */
export function validateSchema(
  contract: Contract,
  schema: Pointer,
  value: unknown,
  { field, coerce = false }: { field: string; coerce?: boolean },
): SchemaViolation[] {
  const compiler = getCompiler(contract, coerce);
  const validate = getValidator(contract, compiler, schema);
  if (!validate || validate(value)) return [];
  return (validate.errors ?? []).map((error) => ({
    pointer: appendPointer(compiler.pointers.get(error.parentSchema ?? {}) ?? schema, error.keyword),
    field: nameField(field, error),
    rule: error.keyword,
    problem: error.keyword === "required" ? "is required" : (error.message ?? "is refused"),
    value: error.keyword === "required" ? undefined : error.data,
  }));
}

function nameField(field: string, { instancePath, params }: ErrorObject): string {
  const steps = instancePath.split("/").slice(1);
  return [field, ...steps, ...(params.missingProperty ? [params.missingProperty] : [])].join(".");
}

interface Compiler {
  ajv: Ajv2020;
  /** The pointer of each object of the document. An error of ajv names the object, and its path may start at any `$ref`. */
  pointers: Map<object, Pointer>;
  validators: Map<Pointer, ValidateFunction | undefined>;
}

const compilers = new WeakMap<Contract, Map<boolean, Compiler>>();

function getCompiler(contract: Contract, coerce: boolean): Compiler {
  const known = compilers.get(contract) ?? new Map<boolean, Compiler>();
  compilers.set(contract, known);
  const compiler = known.get(coerce) ?? createCompiler(contract, coerce);
  known.set(coerce, compiler);
  return compiler;
}

function createCompiler({ document, formats }: Contract, coerceTypes: boolean): Compiler {
  const ajv = new Ajv2020({
    allErrors: true,
    coerceTypes,
    // The document is more than a schema, and lint has validated it.
    strict: false,
    validateSchema: false,
    // An error then names the very object of the document that it breaks.
    verbose: true,
    // Ajv warns about formats that it does not know, such as int64.
    logger: false,
  });
  addFormats.default(ajv);
  for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, validate);
  ajv.addSchema(document, "document:");
  const pointers = new Map<object, Pointer>();
  collectPointers(document, "#", pointers);
  return { ajv, pointers, validators: new Map() };
}

function getValidator(
  contract: Contract,
  { ajv, validators }: Compiler,
  schema: Pointer,
): ValidateFunction | undefined {
  if (!validators.has(schema)) {
    const place = contract.at(schema);
    validators.set(schema, place && ajv.getSchema(`document:${encodeURI(place.pointer)}`));
  }
  return validators.get(schema);
}

function collectPointers(value: Part, pointer: Pointer, pointers: Map<object, Pointer>): void {
  if (typeof value !== "object" || value === null) return;
  pointers.set(value, pointer);
  for (const [key, part] of Object.entries(value)) collectPointers(part, appendPointer(pointer, key), pointers);
}
