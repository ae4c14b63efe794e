import type { Pointer } from "../contract/readContract.ts";

/** What a request breaks, where no schema says so. */
export interface Breach {
  /** What of the document it breaks; the request's body where it is absent. */
  pointer?: Pointer;
  field: string;
  rule: string;
  problem: string;
}

/** An answer that no example of the document covers. It carries the two headers that every error has. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly breach: Breach | undefined;

  constructor(status: number, message: string, headers: Record<string, string> = {}, breach?: Breach) {
    super(message);
    this.status = status;
    this.headers = { "x-error": message, "x-error-id": crypto.randomUUID(), ...headers };
    this.breach = breach;
  }
}

/** A header may hold printable ASCII alone; Node throws for anything else, which an example may have. */
export function headerSafe(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
