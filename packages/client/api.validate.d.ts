/// <reference lib="esnext.disposable" />
import { operations } from "@session-api/types";
/**
 * The operationId of an operation of the document.
 *
 * @example
 * ```ts
 * import { createSessionClient, type OperationId } from "@session-api/client";
 *
 * const calls = new Map<OperationId | undefined, number>();
 * const client = createSessionClient({
 *   onEvent: ({ type, operation }) => type === "request" && calls.set(operation, (calls.get(operation) ?? 0) + 1),
 * });
 * await client.login("john@doe.net");
 * console.log(calls.get("createSession"));
 * ```
 */
type OperationId = keyof operations;
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
type Validate = (operation: OperationId, body: unknown) => string | undefined;
/**
 * Checks the required fields and their types in every response. Unknown fields and values pass, because the API gains
 * fields over time. `throw` makes a violation a `SessionError` of kind `malformed`. `warn` passes its description to
 * `report`, which is `console.warn` by default, and accepts the response. A description never contains a value.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 * import { reportViolations } from "@session-api/client/validate";
 *
 * const client = createSessionClient({ validate: reportViolations("warn") });
 * await client.login("john@doe.net");
 * ```
 */
declare function reportViolations(mode: "warn" | "throw", report?: (violation: string) => void): Validate;
export { type Validate, reportViolations };