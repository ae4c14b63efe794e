import type { Issue } from "./BodySchema.ts";
import { findViolation } from "./findViolation.ts";
import type { JsonSchema } from "./JsonSchema.ts";

/** Lists every difference between a value and a schema. */
export function listIssues(schema: JsonSchema, value: unknown, path: PropertyKey[] = [], field = "body"): Issue[] {
  if (value === undefined) return [{ path, message: `${field} is missing` }];
  const violation = schema.type && findViolation(schema.type, value, field);
  if (violation) return [{ path, message: violation }];
  return [
    ...listProblems(schema, value).map((problem) => ({ path, message: `${field} ${problem}` })),
    ...listIssuesInside(schema, value, path, field),
  ];
}

function listProblems({ format, ...limits }: JsonSchema, value: unknown): string[] {
  const problems: string[] = [];
  const { minLength = 0, maxLength = Infinity, minimum = -Infinity, maximum = Infinity } = limits;
  if (typeof value === "string") {
    // JSON Schema counts characters, not UTF-16 units.
    const { length } = [...value];
    if (length < minLength) problems.push(minLength === 1 ? "is empty" : `is shorter than ${minLength} characters`);
    if (length > maxLength) problems.push(`is longer than ${maxLength} characters`);
    if (format && !format.pattern.test(value)) problems.push(`is not ${format.name}`);
  }
  if (typeof value === "number") {
    if (value < minimum) problems.push(`is less than ${minimum}`);
    if (value > maximum) problems.push(`is greater than ${maximum}`);
  }
  return problems;
}

function listIssuesInside(schema: JsonSchema, value: unknown, path: PropertyKey[], field: string): Issue[] {
  const { type, items, properties = {}, required } = schema;
  if (type === "array" && items)
    return [...(value as unknown[])].flatMap((item, index) =>
      listIssues(items, item, [...path, index], `${field}[${index}]`),
    );
  if (type !== "object") return [];
  const fields = value as Record<string, unknown>;
  return Object.entries(properties)
    .filter(([name]) => fields[name] !== undefined || required?.includes(name))
    .flatMap(([name, property]) =>
      listIssues(property, fields[name], [...path, name], path.length > 0 ? `${field}.${name}` : name),
    );
}
