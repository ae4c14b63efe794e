/** Stands in a body for each expiry. No example contains such a text. */
const mark = "the expiry of this response";

/** The texts around the expiries of each example. Writing the example anew would slow each response down. */
const templates = new WeakMap<object, string[]>();

/**
 * Writes an example as a body. With `expireAt`, every integer field of that name gets this value, in Unix seconds. The
 * example must then never change.
 */
export function writeBody(example: unknown, expireAt: number | undefined): string {
  if (example === undefined) return "";
  if (expireAt === undefined || typeof example !== "object" || example === null) return JSON.stringify(example);
  const template = templates.get(example) ?? createTemplate(example);
  templates.set(example, template);
  return template.join(String(expireAt));
}

function createTemplate(example: object): string[] {
  const isExpiry = (key: string, value: unknown) => key === "expireAt" && Number.isInteger(value);
  return JSON.stringify(example, (key, value) => (isExpiry(key, value) ? mark : value)).split(JSON.stringify(mark));
}
