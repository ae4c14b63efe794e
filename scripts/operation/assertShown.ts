/**
 * Throws an `Error` unless a page shows exactly these messages, or, with `areExamples`, only messages of them. `…` in
 * the page stands for any text.
 */
export function assertShown(
  page: string,
  messages: string[],
  isMessage: RegExp,
  { areExamples = false }: { areExamples?: boolean } = {},
): void {
  const shown = page
    .split("\n")
    .filter((line) => isMessage.test(line))
    .map((line) => line.trim());
  const patterns = shown.map((line) => new RegExp(`^${line.split("…").map(escapePattern).join(".*")}$`));
  const missing = messages.filter((message) => !patterns.some((pattern) => pattern.test(message)));
  const stale = shown.filter((_, index) => !messages.some((message) => patterns[index]?.test(message)));
  if (shown.length > 0 && stale.length === 0 && (areExamples || missing.length === 0)) return;
  throw new Error(
    `README.md does not show:\n${missing.join("\n")}\nREADME.md shows, but does not appear:\n${stale.join("\n")}`,
  );
}

/** Lists the lines of an output that are messages, each once. */
export function listMessages(output: string, isMessage: RegExp): string[] {
  return [
    ...new Set(
      output
        .split("\n")
        .filter((line) => isMessage.test(line))
        .map((line) => line.trim()),
    ),
  ];
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
