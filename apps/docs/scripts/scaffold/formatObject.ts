/** Writes JSON as Biome does: with spaces, and names without quotes where that is possible. */
export function formatObject(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatObject).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => {
    return `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${formatObject(field)}`;
  });
  return `{ ${fields.join(", ")} }`;
}
