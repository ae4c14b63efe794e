import { isSessionError, type SessionError } from "@session-api/client";

// No test framework runs in all runtimes, so these few assertions do without one.

export function equal(actual: unknown, expected: unknown, subject: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${subject}: ${found} instead of ${wanted}`);
}

export function ok(isTrue: boolean, message: string): void {
  if (!isTrue) throw new Error(message);
}

/** Returns the `SessionError` that a call rejects with. Throws when the call does not reject. */
export async function getRefusal(call: Promise<unknown>): Promise<SessionError> {
  const error = await call.then(
    () => new Error("the call did not reject"),
    (reason: unknown) => reason,
  );
  if (isSessionError(error)) return error;
  throw error;
}
