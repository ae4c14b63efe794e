import type { OperationId } from "../errors/OperationId.ts";

/**
 * Checks the body of a response. Returns a description of the violation, or undefined when there is none. A violation
 * makes the call reject with a `SessionError` of kind `malformed`. The description must not contain a secret.
 *
 * @example
 * ```ts
 * import { createSessionClient, type Validate } from "@session-api/client";
 *
 * const isObject: Validate = (_operation, body) => (typeof body === "object" ? undefined : "it is not an object");
 * await createSessionClient({ validate: isObject }).login("john@doe.net");
 * ```
 */
export type Validate = (operation: OperationId, body: unknown) => string | undefined;
