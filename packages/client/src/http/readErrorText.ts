/** Reads the reason of a refusal from `x-error`. Without that header, explains the refusals that have a known reason. */
export function readErrorText({ type, status, headers }: Response): string | undefined {
  const text = headers.get("x-error");
  if (text !== null) return text;
  if (type === "opaqueredirect" || (status >= 300 && status < 400))
    return "redirects are not followed: set baseUrl to the final URL";
  if (status < 300) return "only 200 and 202 mean success";
  // A page can only read the headers that the service exposes to it.
  if (type === "cors")
    return "the browser hides the reason: the service must send Access-Control-Expose-Headers: x-error, x-error-id, Retry-After, Date";
  return undefined;
}
