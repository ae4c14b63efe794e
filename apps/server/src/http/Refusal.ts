import type { ErrorStatus } from "./contract.ts";

/** Thrown by whoever refuses a request; one function turns it into the answer. The text never holds what a caller sent. */
export class Refusal extends Error {
  readonly status: ErrorStatus;
  readonly headers: Record<string, string>;
  /** What the log says of it beside its error id. */
  readonly log: object;

  constructor(status: ErrorStatus, text: string, more: { headers?: Record<string, string>; log?: object } = {}) {
    super(text);
    this.status = status;
    this.headers = more.headers ?? {};
    this.log = more.log ?? {};
  }
}
