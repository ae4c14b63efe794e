/** Returns what the log may hold of a failed mail. The text of a mail server may repeat secrets, so it is left out. */
export function readMailError(error: unknown): { code?: unknown; responseCode?: unknown; command?: unknown } {
  const { code, responseCode, command } = Object(error);
  return { code, responseCode, command };
}
