import { suggestName } from "@session-api/contract";

type Kind = "boolean" | "function" | "number" | "object" | "string";

/** The names of all options, each with the kinds of value that it takes. */
export type KnownOptions<Options> = Record<keyof Options & string, Kind[]>;

/**
 * Throws an `Error` for an unknown option or one of another kind. JavaScript does not, so a test with a misspelt option
 * would pass.
 */
export function checkOptions<Options extends object>(
  caller: string,
  options: Options,
  known: KnownOptions<Options>,
): void {
  const names = Object.keys(known);
  const list = names.join(", ");
  if (typeof options !== "object" || options === null)
    throw new Error(`${caller} takes its options as an object: { ${list} }`);
  for (const [name, value] of Object.entries(options)) {
    const kinds: Kind[] | undefined = Object.hasOwn(known, name) ? known[name as keyof typeof known] : undefined;
    if (!kinds) throw new Error(`${caller} has no option "${name}": it takes ${list}${suggestName(name, names)}`);
    if (value !== undefined && !kinds.some((kind) => kind === typeof value))
      throw new Error(`${name} of ${caller} must be a ${kinds.join(" or ")}`);
  }
}
