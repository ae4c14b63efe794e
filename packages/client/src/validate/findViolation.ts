/** The name of a type, a list of one shape, or required fields and their shapes. */
export type Shape = string | [Shape] | { [field: string]: Shape };

/** Describes the first difference between a value and a shape, without quoting the value. Undefined when it fits. */
export function findViolation(shape: Shape, value: unknown, field: string): string | undefined {
  const type = typeof shape === "string" ? shape : readType(shape);
  if (type === "integer" ? !Number.isInteger(value) : readType(value) !== type)
    return `${field} is not a${/^[aio]/.test(type) ? "n" : ""} ${type}`;
  if (typeof shape === "string") return undefined;
  const fields = value as Record<string, unknown>;
  for (const name of Object.keys(Array.isArray(shape) ? fields : shape)) {
    const violation = Array.isArray(shape)
      ? findViolation(shape[0], fields[name], `${field}[${name}]`)
      : findViolation(shape[name] ?? "", fields[name], `${field}.${name}`);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

function readType(value: unknown): string {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}
