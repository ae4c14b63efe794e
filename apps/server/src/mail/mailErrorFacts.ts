/** What the log may know of a failed mail. The text of a mail server may repeat what it was sent, so it stays out. */
export function mailErrorFacts(error: unknown): { code?: unknown; responseCode?: unknown; command?: unknown } {
  const { code, responseCode, command } = Object(error);
  return { code, responseCode, command };
}
