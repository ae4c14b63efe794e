/** Shorter bearers are made up, and could be part of any word. */
const shortestSecret = 8;

/**
 * An error of a caller's `fetch` may hold the request, and so the bearer, or quote it: then a copy of what names the
 * failure takes its place.
 */
export function withoutSecrets(cause: unknown, bearer: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const { name, message, stack = "" } = cause;
  const deeper = withoutSecrets(cause.cause, bearer);
  const isPlain = Object.values(cause).every((value) => typeof value !== "object" || value === null);
  const masked = (text: string) => (bearer.length < shortestSecret ? text : text.replaceAll(bearer, "…"));
  if (isPlain && deeper === cause.cause && masked(message + stack) === message + stack) return cause;
  const kept = {
    name,
    message: masked(message),
    stack: masked(stack),
    cause: deeper,
    ...("code" in cause && { code: cause.code }),
  };
  const hidden = Object.entries(kept).map(([key, value]) => [key, { value }]);
  return Object.create(Object.getPrototypeOf(cause), Object.fromEntries(hidden));
}
