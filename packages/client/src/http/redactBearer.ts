/** Shorter bearers are test values, and could be part of any word. */
const shortestSecret = 8;

/**
 * Removes the bearer from an error of a custom `fetch`, which may quote it or hold the whole request. Such an error is
 * replaced by a copy that keeps only the fields that describe the failure.
 */
export function redactBearer(cause: unknown, bearer: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const { name, message, stack = "" } = cause;
  const deeper = redactBearer(cause.cause, bearer);
  const isPlain = Object.values(cause).every((value) => typeof value !== "object" || value === null);
  const redact = (text: string) => (bearer.length < shortestSecret ? text : text.replaceAll(bearer, "…"));
  if (isPlain && deeper === cause.cause && redact(message + stack) === message + stack) return cause;
  const { code } = cause as { code?: unknown };
  const copied = { name, message: redact(message), stack: redact(stack), cause: deeper, code };
  const properties = Object.entries(copied).map(([key, value]) => [key, { value }]);
  return Object.create(Object.getPrototypeOf(cause), Object.fromEntries(properties));
}
