/**
 * Reads `sl-violations`, in which the mock lists how a request differs from the document. A live service does not send it.
 * Returns one sentence for each difference, such as `body.email must be string`.
 */
export function readViolations(header: string | null): string[] | undefined {
  if (header === null) return undefined;
  try {
    const list = JSON.parse(header) as { location: string[]; message: string }[];
    // Prism's message repeats the field in words.
    return list.map(({ location: [, ...field], message }) =>
      [field.join("."), message.replace(/^Request \w+ (property \S+ )?/, "")].filter(Boolean).join(" "),
    );
  } catch {
    return undefined;
  }
}
