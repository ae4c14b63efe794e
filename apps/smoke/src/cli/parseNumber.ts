import { UsageError } from "../errors/UsageError.ts";

/** Parses an option in seconds. Returns milliseconds. Throws a `UsageError` for anything but a usable time. */
export function parseSeconds(name: string, text: string | undefined, byDefault: number): number {
  const seconds = text === undefined ? byDefault : Number(text);
  // A timer of more than 2^31 milliseconds fires at once.
  if (seconds > 0 && seconds <= 86_400) return seconds * 1_000;
  throw new UsageError(`--${name} wants a number of seconds, up to 86400`);
}

/** Parses a whole number from 1 on. Throws a `UsageError` for anything else. */
export function parseCount(name: string, text: string | undefined, byDefault: number): number {
  const number = text === undefined ? byDefault : Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new UsageError(`--${name} wants a whole number from 1 on`);
}
