type Kind = "boolean" | "function" | "number" | "string";

/** The options that there are, and of what kind each is. */
export type KnownOptions<Options> = Record<keyof Options & string, Kind[]>;

/** JavaScript has no compiler that tells of a slip, and a test with one would pass. Throws an `Error` that does. */
export function refuseUnknown<Options extends object>(
  what: string,
  options: Options,
  known: KnownOptions<Options>,
): void {
  const names = Object.keys(known).join(", ");
  if (typeof options !== "object" || options === null) throw new Error(`${what} takes an object of ${names}`);
  for (const [name, value] of Object.entries(options)) {
    const kinds: Kind[] | undefined = Object.hasOwn(known, name) ? known[name as keyof typeof known] : undefined;
    if (!kinds) throw new Error(`${what} has no option \`${name}\`: it takes ${names}`);
    if (value !== undefined && !kinds.some((kind) => kind === typeof value))
      throw new Error(`${what} wants a ${kinds.join(" or ")} for \`${name}\``);
  }
}
