import type { ErrorStatus } from "./contract.ts";

/** Thrown by whoever refuses a request; one function turns it into the answer. The text never holds what a caller sent. */
export class Refusal extends Error {
  readonly status: ErrorStatus;
  readonly headers: Record<string, string>;

  constructor(status: ErrorStatus, text: string, headers: Record<string, string> = {}) {
    super(text);
    this.status = status;
    this.headers = headers;
  }
}
