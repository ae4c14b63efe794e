import type { ErrorStatus } from "./Handlers.ts";

/** Thrown to refuse a request. The text becomes `x-error`, so it must not hold anything that the caller sent. */
export class Refusal extends Error {
  readonly status: ErrorStatus;
  readonly headers: Record<string, string>;
  /** Facts for the line in the log, which has the error id anyway. */
  readonly log: object;

  constructor(status: ErrorStatus, text: string, more: { headers?: Record<string, string>; log?: object } = {}) {
    super(text);
    this.status = status;
    this.headers = more.headers ?? {};
    this.log = more.log ?? {};
  }
}
