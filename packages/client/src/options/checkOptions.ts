import { createUsageError } from "../errors/UsageError.ts";

/** Throws an error of code `ERR_OPTION_INVALID` when the value is wrong. `name` is the full name of the option. */
export type OptionCheck = (value: unknown, name: string) => void;

/** The names of all options, each with the check of its value. */
export type KnownOptions = Record<string, OptionCheck>;

/** Throws a `TypeError` for options that are not an object, for an unknown option, and for a wrong value. */
export function checkOptions(subject: string, options: unknown, known: KnownOptions, prefix = ""): void {
  const names = Object.keys(known);
  const list = names.join(", ");
  // Arrays, signals and events are objects too, and would pass for options without names.
  if (Object.prototype.toString.call(options) !== "[object Object]")
    throw createUsageError("ERR_OPTION_INVALID", `${subject} takes its options as an object: { ${list} }`);
  for (const [name, value] of Object.entries(options as object)) {
    const check = names.includes(name) && known[name];
    if (!check) {
      const nearest = findNearest(name, names);
      const hint = nearest ? `. Did you mean ${nearest}?` : "";
      throw createUsageError("ERR_OPTION_UNKNOWN", `${subject} has no option "${name}": it takes ${list}${hint}`);
    }
    if (value !== undefined) check(value, prefix + name);
  }
}

/** Creates the check of a value. */
export function mustBe(expected: string, isValid: (value: unknown) => boolean): OptionCheck {
  return (value, name) => {
    if (!isValid(value)) throw createUsageError("ERR_OPTION_INVALID", `${name} must be ${expected}`);
  };
}

/** Finds the name with the longest beginning in common. */
function findNearest(name: string, names: string[]): string | undefined {
  for (let length = name.length; length > 1; length--) {
    const start = name.slice(0, length).toLowerCase();
    const nearest = names.find((known) => known.toLowerCase().startsWith(start));
    if (nearest) return nearest;
  }
  return undefined;
}
