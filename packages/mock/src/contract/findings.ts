import type { ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { copyOf } from "../controls/copyJson.ts";
import { type Contract, child, type Part, type Pointer } from "./readContract.ts";

/** One contradiction between a value and the document. It never holds the value itself. */
export interface Finding {
  /** What is wrong: `body.email`, `header.authorization`. */
  field: string;
  /** The rule of the document that it breaks, such as `required`, `type`, `format`. */
  rule: string;
  /** The finding as a sentence, with the line of the document. */
  message: string;
  /** The line of the document that says so. */
  line: number;
}

/** A finding that quotes the document. */
export function finding(contract: Contract, pointer: Pointer, field: string, rule: string, problem: string): Finding {
  const { line, text } = contract.quote(pointer);
  return { field, rule, line, message: `${field} ${problem} (${contract.file}:${line} says \`${text}\`)` };
}

/** Holds a value against the schema at a place of the document. */
export function schemaFindings(
  contract: Contract,
  pointer: Pointer,
  value: unknown,
  { field, coerce = false }: { field: string; coerce?: boolean },
): Finding[] {
  const { ajv, pointers } = compilerOf(contract, coerce);
  const at = contract.at(pointer);
  if (!at) return [];
  const validate: ValidateFunction | undefined = ajv.getSchema(`document:${encodeURI(at.pointer)}`);
  // What is coerced is written back, so there must be something to write to.
  if (!validate || validate(copyOf(value))) return [];
  return (validate.errors ?? []).map((error) => {
    const where = pointers.get(error.parentSchema ?? {}) ?? at.pointer;
    return finding(contract, child(where, error.keyword), fieldOf(field, error), error.keyword, problemOf(error));
  });
}

function fieldOf(field: string, { instancePath, params }: ErrorObject): string {
  const steps = instancePath.split("/").slice(1);
  return [field, ...steps, ...(params.missingProperty ? [params.missingProperty] : [])].join(".");
}

function problemOf({ keyword, message = "is refused" }: ErrorObject): string {
  return keyword === "required" ? "is required" : message;
}

interface Compiler {
  ajv: Ajv2020;
  /** Where each object of the document stands: an error of ajv names the object, its path may start at any reference. */
  pointers: Map<object, Pointer>;
}

const compilers = new WeakMap<Contract, Map<boolean, Compiler>>();

/** Compiled once a document, however many mocks speak for it. */
function compilerOf(contract: Contract, coerce: boolean): Compiler {
  const known = compilers.get(contract) ?? new Map<boolean, Compiler>();
  compilers.set(contract, known);
  const compiler = known.get(coerce) ?? compile(contract, coerce);
  known.set(coerce, compiler);
  return compiler;
}

function compile({ document }: Contract, coerceTypes: boolean): Compiler {
  const ajv = new Ajv2020({
    allErrors: true,
    coerceTypes,
    // The document is more than a schema, and lint has validated it.
    strict: false,
    validateSchema: false,
    verbose: true,
    // Ajv warns about formats that it does not know, such as int64.
    logger: false,
  });
  addFormats.default(ajv);
  ajv.addSchema(document, "document:");
  const pointers = new Map<object, Pointer>();
  collect(document, "#", pointers);
  return { ajv, pointers };
}

function collect(value: Part, pointer: Pointer, pointers: Map<object, Pointer>): void {
  if (typeof value !== "object" || value === null) return;
  pointers.set(value, pointer);
  for (const [key, part] of Object.entries(value)) collect(part, child(pointer, key), pointers);
}
