import { describeError } from "./describeError.ts";
import type { OperationId } from "./OperationId.ts";
import type { SessionErrorFacts, SessionErrorKind } from "./SessionErrorFacts.ts";

const brand = Symbol.for("@session-api/client SessionError");

/**
 * The only error that calls of this client reject with. No field contains the bearer.
 *
 * @example
 * ```ts
 * import { createSessionClient, SessionError } from "@session-api/client";
 *
 * try {
 *   await createSessionClient().resume(process.env.SESSION_BEARER ?? "").check();
 * } catch (error) {
 *   if (!(error instanceof SessionError)) throw error;
 *   console.log(error.operation, error.status, error.errorId);
 * }
 * ```
 */
export class SessionError extends Error implements SessionErrorFacts {
  override readonly name = "SessionError";
  declare readonly kind: SessionErrorKind;
  declare readonly operation: OperationId | undefined;
  declare readonly status: number | undefined;
  declare readonly errorId: string | undefined;
  declare readonly errorText: string | undefined;
  declare readonly violations: string[] | undefined;
  declare readonly host: string | undefined;
  declare readonly attempts: number;
  declare readonly retryAfterMs: number | undefined;

  constructor(facts: SessionErrorFacts, options?: ErrorOptions) {
    super(describeError(facts, options?.cause), options);
    Object.assign(this, facts);
    Object.defineProperty(this, brand, {});
  }
}

/**
 * Tells whether a value is a `SessionError`. Also recognises errors of another copy of this package, which `instanceof`
 * does not.
 *
 * @example
 * ```ts
 * import { createSessionClient, isSessionError } from "@session-api/client";
 *
 * const error = await createSessionClient().login("john@doe.net").catch((error: unknown) => error);
 * if (isSessionError(error)) console.log(error.message);
 * ```
 */
export function isSessionError(value: unknown): value is SessionError {
  return typeof value === "object" && value !== null && brand in value;
}
