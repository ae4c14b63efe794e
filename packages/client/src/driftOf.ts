/** A type's name, a list of one shape, or required fields and their shapes. */
export type Shape = string | [Shape] | { [field: string]: Shape };

/** What of a value is not of a shape, in words that do not hold the value. */
export function driftOf(shape: Shape, value: unknown, where: string): string | undefined {
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
