import { randomUUID } from "node:crypto";

/** An answer that no example of the document covers. It carries the two headers that every error has. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = { "x-error": message, "x-error-id": randomUUID(), ...headers };
  }
}

/** A header may hold printable ASCII alone; Node throws for anything else, which an example may have. */
export function headerSafe(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
