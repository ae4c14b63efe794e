import fc from "fast-check";

/** Any text, and texts that programs often mistake for something else. */
export const oddText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", "0", "__proto__", "constructor", "'; DROP TABLE sessions; --", "\u0000", "../..", "%00", "💌"),
);

/** Texts just above the usual widths of columns and parameters, and within the size limit of a body. */
export const longText = fc.constantFrom(101, 256, 300, 1_025).map((length) => "x".repeat(length));

/** Letters that are allowed in a header. */
export const visibleText = fc.stringMatching(/^[\x21-\x7e]{1,40}$/);

/** Encodes a text for a path. It also encodes a dot, because `..` would be another path. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text).replaceAll(".", "%2E");
}
