import { UsageError } from "../errors/UsageError.ts";

/** The milliseconds of an option that is given in seconds. */
export function secondsOf(name: string, text: string | undefined, usual: number): number {
  const seconds = text === undefined ? usual : Number(text);
  // Past 2^31 milliseconds a timer would fire at once.
  if (seconds > 0 && seconds <= 86_400) return seconds * 1_000;
  throw new UsageError(`--${name} wants a number of seconds, up to 86400`);
}

export function wholeNumberOf(name: string, text: string | undefined, usual: number): number {
  const number = text === undefined ? usual : Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new UsageError(`--${name} wants a whole number from 1 on`);
}
