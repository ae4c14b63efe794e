import { randomUUID } from "node:crypto";

/** An answer that no example of the document covers. It carries the two headers that every error has. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = { "x-error": headerSafe(message), "x-error-id": randomUUID(), ...headers };
  }
}

function headerSafe(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
