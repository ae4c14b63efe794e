import { type OperationID, SessionError } from "./SessionError.ts";

/** Throws a `SessionError` of kind `malformed` where an answer lacks what the objects here are made of. */
export function demand(isUsable: boolean, operation: OperationID, { status }: Response): void {
  if (isUsable) return;
  const cause = new SyntaxError("it lacks a field, or has one of another type");
  throw new SessionError({ kind: "malformed", operation, status, attempts: 1 }, { cause });
}
