import type { OperationID } from "./SessionError.ts";
import { shapes } from "./shapes.gen.ts";

/** A type's name, a list of one shape, or required fields and their shapes. */
export type Shape = string | [Shape] | { [field: string]: Shape };

/**
 * What a client asks of each answer: the problem in words, which must hold no secret, or undefined. A problem makes
 * the call reject with a `SessionError` of kind `malformed`.
 *
 * @example
 * ```ts
 * import { createSessionClient, type Validate } from "@session-api/client";
 *
 * const isObject: Validate = (_operation, body) => (typeof body === "object" ? undefined : "it is no object");
 * await createSessionClient({ validate: isObject }).login("john@doe.net");
 * ```
 */
export type Validate = (operation: OperationID, body: unknown) => string | undefined;

/**
 * Holds every answer against the document: required fields and their types. Unknown fields and unknown values pass,
 * since the API gains some over time. `throw` makes a drifted answer a `SessionError` of kind `malformed`; `warn`
 * hands its description to `report`, `console.warn` by default, and lets it pass. No description holds a value.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 * import { driftGuard } from "@session-api/client/validate";
 *
 * const client = createSessionClient({ validate: driftGuard("warn") });
 * await client.login("john@doe.net");
 * ```
 */
export function driftGuard(mode: "warn" | "throw", report: (problem: string) => void = console.warn): Validate {
  return (operation, body) => {
    const problem = driftOf(shapes[operation], body, "the body");
    if (problem === undefined || mode === "throw") return problem;
    report(`${operation}: ${problem}`);
    return undefined;
  };
}

function driftOf(shape: Shape, value: unknown, where: string): string | undefined {
  if (typeof shape === "string") return isOf(shape, value) ? undefined : `${where} is no ${shape}`;
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return `${where} is no array`;
    return firstOf(value, (item, index) => driftOf(shape[0], item, `${where}[${index}]`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${where} is no object`;
  const object = value as Record<string, unknown>;
  return firstOf(Object.keys(shape), (field) => driftOf(shape[field] ?? "", object[field], `${where}.${field}`));
}

function isOf(type: string, value: unknown): boolean {
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function firstOf<T>(list: T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of list.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
