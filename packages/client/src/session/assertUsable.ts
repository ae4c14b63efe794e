import type { OperationId } from "../errors/OperationId.ts";
import { SessionError } from "../errors/SessionError.ts";

/** Throws a `SessionError` of kind `malformed` when a response lacks a field that the client needs. */
export function assertUsable(isUsable: boolean, operation: OperationId, { status }: Response): void {
  if (isUsable) return;
  const cause = new SyntaxError("a field is missing or has the wrong type");
  throw new SessionError({ kind: "malformed", operation, status, attempts: 1 }, { cause });
}
