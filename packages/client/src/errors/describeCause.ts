/** Says why a request failed. Node's fetch only says `fetch failed`, and the cause of its error says why. */
export function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const deeper = describe(cause.cause);
  const text = `${describe(cause)} ${deeper}`;
  if (/wrong.version.number|EPROTO|InvalidContentType/i.test(text))
    return "the port does not speak TLS: baseUrl needs http, or the port for https";
  if (/\bcertificate|self.signed|_CERT_|_LEAF_/i.test(text))
    return `its TLS certificate is not trusted (${deeper || cause.message})`;
  return deeper ? `${cause.message} (${deeper})` : cause.message;
}

/** An error for several addresses of a host has no message. */
function describe(error: unknown): string {
  return error instanceof Error ? error.message || String((error as { code?: unknown }).code ?? "") : "";
}
