/** A place in the document, as a JSON Pointer (RFC 6901): `#/components/schemas/Bearer/minLength`. */
export type Pointer = `#${string}`;

/** Appends tokens to a pointer and escapes them: `#/paths` and `/session` make `#/paths/~1session`. */
export function appendPointer(pointer: Pointer, ...tokens: (string | number)[]): Pointer {
  const escaped = tokens.map((token) => String(token).replaceAll("~", "~0").replaceAll("/", "~1"));
  return [pointer, ...escaped].join("/") as Pointer;
}

/** Splits a pointer into its unescaped tokens. */
export function parsePointer(pointer: Pointer): string[] {
  const [, ...tokens] = pointer.split("/");
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
