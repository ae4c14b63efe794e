import { isSessionError, type SessionError } from "@session-api/client";

/** Few and plain, since no test framework runs in all runtimes. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== wanted) throw new Error(`${what} is ${is} instead of ${wanted}`);
}

export function ok(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what);
}

/** The `SessionError` that a call rejects with. */
export async function refusal(call: Promise<unknown>): Promise<SessionError> {
  const error = await call.then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  if (isSessionError(error)) return error;
  throw error;
}
