import type { BareViolation, Pointer } from "@session-api/contract";

/** The rule that a refused request breaks. Without a pointer, the rule is that of the request's body. */
export type RefusedViolation = Omit<BareViolation, "pointer"> & { pointer?: Pointer };

/** An error response that no example of the document covers. It carries the two headers that every error has. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly violation: RefusedViolation | undefined;

  constructor(status: number, message: string, headers: Record<string, string> = {}, violation?: RefusedViolation) {
    super(message);
    this.status = status;
    this.headers = { "x-error": message, "x-error-id": crypto.randomUUID(), ...headers };
    this.violation = violation;
  }
}
